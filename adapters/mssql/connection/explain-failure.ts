// Finds the entry of the advice table for a failed connection attempt. The driver hides the server's error number
// (a login error has only a code), so the numbers seen on the way are handed in.
import { errorField, errorParts } from '../error-fields.js';
import { ADVICE, type Advice, UNKNOWN_ADVICE } from './connect-advice.js';
import { ConnectFailure } from './connect-failure.js';

const DEEPEST_CAUSE = 5;

/** The failure to throw for `error`, with the first server number or the innermost code the table knows. */
export function connectFailure(error: unknown, serverNumbers: readonly number[]): ConnectFailure {
  const known = serverNumbers.find((number) => ADVICE[String(number)] !== undefined);
  const found = known === undefined ? adviceOfCodes(error) : ADVICE[String(known)];
  const { fault, advice } = found ?? UNKNOWN_ADVICE;
  const number = known ?? serverNumbers[0];
  const text = number === undefined ? advice : `${advice} (error ${number})`;
  return new ConnectFailure(fault, text, number, { cause: error });
}

/** The innermost cause says most: ESOCKET outside, ECONNREFUSED inside. */
function adviceOfCodes(error: unknown): Advice | undefined {
  const found = codesOf(error, DEEPEST_CAUSE).flatMap((code) => ADVICE[code] ?? []);
  return found.at(-1);
}

function codesOf(error: unknown, depth: number): readonly string[] {
  if (error === undefined || depth === 0) return [];
  const code = errorField(error, 'code');
  const inner = [...errorParts(error), errorField(error, 'cause')];
  return [...(typeof code === 'string' ? [code] : []), ...inner.flatMap((part) => codesOf(part, depth - 1))];
}
