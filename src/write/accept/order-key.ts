// The order key of a command, put together from its template. Commands with the same key go one after the other.
// It must never let two different businesses share a key by accident: parts are escaped.
import type { OrderKeyPart } from '../../facade/binding-of-commands.js';
import type { Json } from '../command.js';
import type { CommandSource } from '../prepare/command-source.js';
import { memberOf } from './members.js';

/** Fills the template; an absent field counts as empty. */
export function orderKeyOf(template: readonly OrderKeyPart[], command: CommandSource): string {
  return template.map((part) => textOf(part, command)).join('');
}

function textOf(part: OrderKeyPart, { id, input, key }: CommandSource): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'key':
      return escaped(key ?? '');
    case 'commandId':
      return id;
    case 'field':
      return escaped(scalarText(memberOf(input, part.field)));
  }
}

function scalarText(value: Json | undefined): string {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** A slash in a value must not look like the slash of the template. */
function escaped(text: string): string {
  return text.replace(/[%/]/g, (character) => encodeURIComponent(character));
}
