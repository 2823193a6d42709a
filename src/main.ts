// The process: checks the runtime, then starts what `npm start` promises.
import { runtimeFault } from './kernel/runtime.js';

const fault = runtimeFault(process.versions.node);
if (fault === undefined) {
  const { main } = await import('./cli/banyan.js');
  await main([...process.argv.slice(0, 2), 'start', ...process.argv.slice(2)]);
} else {
  process.stderr.write(`${fault}\n`);
  process.exitCode = 1;
}
