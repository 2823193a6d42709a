// Finds what the server itself said in an error of the driver, which wraps several messages into one.
import { errorField, errorMessage, errorParts } from './error-fields.js';

/** The server's part of a driver error. */
export interface ServerError {
  readonly number: number;
  readonly severity: number;
  readonly message: string;
}

/** Every error message of the server, in its order; none when the driver or the network failed. */
export function serverErrors(error: unknown): readonly ServerError[] {
  const number = errorField(error, 'number');
  if (typeof number !== 'number') return errorParts(error).flatMap(serverErrors);
  const severity = errorField(error, 'class');
  return [{ number, severity: typeof severity === 'number' ? severity : 16, message: errorMessage(error) }];
}
