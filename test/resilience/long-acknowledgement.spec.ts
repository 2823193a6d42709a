// A long acknowledgement, most of it about nothing that was sent, read by a process of its own: it may take its time, but not
// the memory of the machine. A million lines are read with `npm run torture`.
import { it } from '@jest/globals';
import { expectBoundedReading } from '../support/running/read-long-acknowledgement.js';

it('an acknowledgement of 200,000 lines is read in bounded memory', () => expectBoundedReading(200_000), 120_000);
