// What routes need of the read path. It must never grow beyond one question and its answer at once.
import type { PersonalQuestion, ReadAnswer, ReadRequest } from '../../read/read-request.js';

/** Answers reads. */
export interface Reader {
  /** Throws a Problem where it cannot, or the signal's reason when the caller has gone. */
  serve(request: ReadRequest): Promise<ReadAnswer>;
  /** The answer, where it can be had without waiting for anything. */
  recall?(question: PersonalQuestion): ReadAnswer | undefined;
}
