// Begins with the suites that take longest, so that none of them is left to run alone while others idle. Jest
// goes by the times of the last run; where there was none, as in CI, by the size of files, and these are small ones.
import Sequencer from '@jest/test-sequencer';

/** Longest first; measured on two processors. */
const LONGEST = [
  // Looks at the memory of its whole process, which is quick while that is young.
  'src/legacy/acknowledgements/long-files',
  'test/torture/small-torture',
  'test/journey-writes/kills',
  'test/torture/checker-sees',
  'test/process/commands',
  'test/pages/try-it-out',
  'test/protection-proofs/crowd-at-the-ceiling',
  'test/resilience/left-alone',
  'test/security/sql-injection',
  'test/resilience/unclean-end',
  'test/resilience/ceiling',
  'test/resilience/statement-faults',
  'test/process/start',
  'test/journey-writes/unwilling-servers',
  'test/journey-writes/lost-replies',
];

const rank = ({ path }) => {
  const found = LONGEST.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
  return found < 0 ? LONGEST.length : found;
};

export default class LongestFirst extends Sequencer {
  /** The order of Jest among all others. */
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
}
