// An acknowledgement of a million lines, read by a process of its own in the memory that a short one takes.
import { it } from '@jest/globals';
import { expectBoundedReading } from '../support/running/read-long-acknowledgement.js';

it('an acknowledgement of a million lines is read in bounded memory', () => expectBoundedReading(1_000_000), 600_000);
