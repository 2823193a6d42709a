// What controllers need of the read path, and the token they get it by. It must never grow beyond one question.
import type { ReadAnswer, ReadRequest } from '../../read/read-request.js';

/** Answers reads; throws a Problem where it cannot, or the signal's reason when the caller has gone. */
export interface Reader {
  serve(request: ReadRequest): Promise<ReadAnswer>;
}

/** Nest's injection token of the Reader. */
export const READER = Symbol('Reader');
