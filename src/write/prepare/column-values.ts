// The values by which a command is looked for at the ERP: one per column of a question.
// It must never leave a column out.
import type { CommandValue } from '../../facade/binding-of-commands.js';
import type { Column } from '../../facade/binding.js';
import { Unfit } from '../../legacy/encode/encode-value.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import type { CommandSource } from './command-source.js';
import { valueWriter } from './value-writer.js';
import type { WriteFrame } from './value-writer.js';

/** A column and what stands in it. */
export interface ValuePlace {
  readonly column: Column;
  readonly value: CommandValue;
}

/** The legacy values of a list of columns, in order. The function throws RangeError for a command that does not fit. */
export function columnValues(
  frame: WriteFrame,
  places: readonly ValuePlace[],
): (command: CommandSource) => readonly LegacyValue[] {
  const writers = places.map(({ column, value }) => valueWriter(frame, value, column));
  return (command) =>
    writers.map((write) => {
      const value = write(command, command.input, '');
      if (value instanceof Unfit) throw new RangeError(`the question about ${command.id} cannot be asked`);
      return value;
    });
}

/** Whether the key of an address can stand in every one of these columns that holds it. */
export function keyCheck(frame: WriteFrame, places: readonly ValuePlace[]): (key: string) => boolean {
  const writers = places
    .filter(({ value }) => value.kind === 'key')
    .map(({ column, value }) => valueWriter(frame, value, column));
  return (key) => key !== '' && writers.every((write) => !(write({ id: '', input: {}, key }, {}, '') instanceof Unfit));
}
