// The question whether a command happened, in the way its facade says. It must never hold anything of a command.
import type { VerifyBinding } from '../../facade/binding-of-verification.js';
import type { ValuePlace } from './column-values.js';
import type { ResultFrame } from './output-results.js';
import { placesOf } from './parameter-writer.js';
import { ProcedureQuestion } from './procedure-question.js';
import type { WriteFrame } from './value-writer.js';
import { ViewQuestion } from './view-question.js';

/** The question of one operation. */
export type VerifyQuestion = ViewQuestion | ProcedureQuestion;

/** The question, or undefined where nobody can be asked. Throws UnusableBinding where it cannot be asked in that way. */
export function questionOf(
  results: ResultFrame,
  verify: VerifyBinding | undefined,
  writing: WriteFrame,
): VerifyQuestion | undefined {
  if (verify === undefined) return undefined;
  return verify.kind === 'view'
    ? new ViewQuestion(results, verify, writing)
    : new ProcedureQuestion(results, verify, writing);
}

/** Where the values of a question go. */
export function placesOfVerify(verify: VerifyBinding | undefined): readonly ValuePlace[] {
  if (verify === undefined) return [];
  return verify.kind === 'view' ? verify.match : verify.parameters.flatMap(placesOf);
}
