// What a delivery is made of: the parts of a command that its binding may refer to.
import type { Command, Json } from '../command.js';

/** A command before or after it has an id. */
export interface CommandSource {
  readonly id: string;
  readonly input: Json;
  readonly key: string | undefined;
  readonly seenVersion?: string | undefined;
}

/** The parts of a stored command. */
export function sourceOf({ id, input, key, seenVersion }: Command): CommandSource {
  return { id, input, key, seenVersion };
}

/** A stand-in of the right shape, for finding out whether values fit before a command has its id. */
export const SAMPLE_ID = '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A';
