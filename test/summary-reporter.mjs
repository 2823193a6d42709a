// Prints one closing line that says how many tests ran, so that the last line of `npm test` can be read by people and scripts.
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    const broken = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + broken;
    const line = `Tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`;
    process.on('exit', () => process.stdout.write(line));
  }
}
