// Writes one value of a command as the ERP wants it: a field of the input, the key, the command's id or a constant.
// It must never write what would not read back as it was; legacy/encode-value.ts says so.
import type { CommandValue } from '../../facade/binding-of-commands.js';
import type { Column, ResourceBinding } from '../../facade/binding.js';
import type { Resource } from '../../facade/contract.js';
import { writtenField } from '../../facade/writing/write-site.js';
import type { WrittenField } from '../../facade/writing/written-source.js';
import { UnusableBinding } from '../../legacy/codec.js';
import type { Canonical } from '../../legacy/codec.js';
import { legacyCode } from '../../legacy/codecs/column-type.js';
import { Unfit, valueEncoder } from '../../legacy/encode/encode-value.js';
import type { LegacyValue } from '../../legacy/legacy-value.js';
import { memberOf, pointerStep } from '../accept/members.js';
import type { Json } from '../command.js';
import type { CommandSource } from './command-source.js';

/** Writes one value; `entry` is the input, or the entry of a child list, that stands at `pointer`. */
export type ValueWriter = (command: CommandSource, entry: Json, pointer: string) => LegacyValue | Unfit;

/** What values are written from and to. */
export interface WriteFrame {
  readonly resource: Resource;
  /** How the resource is read; undefined where it is not. */
  readonly reading: ResourceBinding | undefined;
  /** Of the channel's char and varchar parameters. */
  readonly codePage: string | undefined;
}

/** The writer of a value into `column`; `child` names the list whose entries it is filled from. Throws UnusableBinding. */
export function valueWriter(frame: WriteFrame, value: CommandValue, column: Column, child?: string): ValueWriter {
  switch (value.kind) {
    case 'commandId':
      return ({ id }) => id;
    case 'constant': {
      const code = legacyCode(column, value.value);
      return () => code;
    }
    case 'key':
      return keyWriter(frame, column, value.part);
    case 'field': {
      const encode = valueEncoder(fieldOf(frame, value.field, child), {
        column,
        part: value.part,
        codePage: frame.codePage,
      });
      const step = pointerStep(value.field);
      return (_command, entry, pointer) => encode(scalarOf(memberOf(entry, value.field)), pointer + step);
    }
  }
}

/** The key has no place in the body: its fault carries an empty pointer. */
function keyWriter(frame: WriteFrame, column: Column, part: number): ValueWriter {
  const written = fieldOf(frame, frame.resource.key);
  const encode = valueEncoder(written, { column, part, codePage: frame.codePage });
  const isNumber = written.field.type.kind === 'integer';
  return ({ key }) => {
    if (key === undefined || key === '') return new Unfit('', 'The address holds no key.');
    return encode(isNumber ? Number(key) : key, '');
  };
}

/** The schema lets scalars only into fields. */
function scalarOf(value: Json | undefined): Canonical | undefined {
  return typeof value === 'object' ? null : value;
}

function fieldOf({ resource, reading }: WriteFrame, name: string, child?: string): WrittenField {
  const written = writtenField(resource, reading, name, child);
  if (written === undefined) throw new UnusableBinding(`there is no field ${name}`);
  return written;
}
