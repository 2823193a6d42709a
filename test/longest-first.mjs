// Begins with the suites that take longest, so that none of them is left to run alone while the other worker idles. Jest
// goes by the times of the last run; where there was none, as in CI, by the size of files, and these are small ones.
import Sequencer from '@jest/test-sequencer';

/** Longest first; measured on two processors. */
const LONGEST = [
  'torture/small-torture',
  'journey-writes/kills',
  'torture/checker-sees',
  'process/commands',
  'pages/try-it-out',
  'security/sql-injection',
  'resilience/ceiling',
  'resilience/statement-faults',
  'process/start',
  'journey-writes/unwilling-servers',
  'journey-writes/lost-replies',
];

const rank = ({ path }) => {
  const found = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.spec.ts`));
  return found < 0 ? LONGEST.length : found;
};

export default class LongestFirst extends Sequencer {
  /** The order of Jest among all others. */
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
}
