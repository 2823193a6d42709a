// Examples of commands for the document, put together from the examples of the contract.
// It must never show a state that does not exist.
import type { WriteOperation } from '../../facade/contract.js';
import { fieldSchema } from '../../facade/description/field-schema.js';
import type { Command } from '../../write/command.js';
import { commandViewWithHistory } from '../commands/command-view.js';

const ID = '01JD5Y6Q7R8S9T0V1W2X3Y4Z5A';
const ACCEPTED_AT = '2026-12-01T08:30:00.000Z';
const SENT_AT = '2026-12-01T08:30:00.120Z';
const DONE_AT = '2026-12-01T08:30:00.480Z';

/** A command of this operation, as the API shows it. */
export function commandExample(operation: WriteOperation, state: 'accepted' | 'succeeded'): object {
  const done = state === 'succeeded';
  const result = resultOf(operation);
  const command: Command = {
    ...{ id: ID, clientId: '', version: '', operation: operation.id, resource: operation.resource },
    ...{ input: null, bindingDigest: '', orderKey: '', whenParked: 'block', channel: '', correlationId: ID },
    ...{ acceptedAt: ACCEPTED_AT, state, fence: 0, attempts: 0, changedAt: done ? DONE_AT : ACCEPTED_AT },
    ...(done && Object.keys(result).length > 0 && { result }),
  };
  const accepted = { at: ACCEPTED_AT, state: 'accepted', by: '' } as const;
  const more = [
    { at: SENT_AT, state: 'delivering', by: '' },
    { at: DONE_AT, state: 'succeeded', by: '' },
  ] as const;
  return commandViewWithHistory({ command, history: done ? [accepted, ...more] : [accepted] });
}

function resultOf({ results }: WriteOperation): Readonly<Record<string, string | number | boolean | null>> {
  const known = results.flatMap((field) => {
    const example = fieldSchema(field).examples?.[0];
    return typeof example === 'string' || typeof example === 'number' ? [[field.name, example] as const] : [];
  });
  return Object.fromEntries(known);
}
