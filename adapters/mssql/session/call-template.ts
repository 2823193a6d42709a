// The call of sp_executesql for one statement text: everything but the values is the same each time and written once.
// It must never put a value anywhere but into its own parameter.
import type { StatementParameter } from '../statement/statement.js';
import { columnTypeText } from '../column/column-type-text.js';
import { type Encoding, parameterWire, type ParameterWire } from './parameter-wire.js';

/** MS-TDS 2.2.6.6: the number that stands for sp_executesql in the place of its name. */
const SP_EXECUTESQL = 10;
const BY_NUMBER = 0xffff;
const NVARCHAR = 0xe7;
/** Longer texts travel in chunks (MS-TDS 2.2.5.2.3). */
const LONGEST_PLAIN_CHARACTERS = 4_000;
const CHUNKED = 0xffff;
const UNKNOWN_LENGTH = 0xfffffffffffffffen;

/** A text with its declared parameters, ready to be filled. */
export class CallTemplate {
  readonly #start: Buffer;
  readonly #parameters: readonly { readonly head: Buffer; readonly wire: ParameterWire }[];

  private constructor(start: Buffer, parameters: readonly { readonly head: Buffer; readonly wire: ParameterWire }[]) {
    this.#start = start;
    this.#parameters = parameters;
  }

  /** Undefined when one of the parameters is of a type that is not written here. */
  static of(text: string, parameters: readonly StatementParameter[], encoding: Encoding): CallTemplate | undefined {
    const wires = parameters.map(({ name, type }) => {
      const wire = parameterWire(type, encoding);
      return wire === undefined ? undefined : { head: Buffer.concat([nameBytes(name), wire.typeInfo]), wire };
    });
    const known = wires.filter((wire) => wire !== undefined);
    if (known.length < wires.length) return undefined;
    const declared = parameters.map(({ name, type }) => `@${name} ${columnTypeText(type)}`).join(', ');
    const texts = [textParameter('statement', text, encoding)];
    if (declared !== '') texts.push(textParameter('params', declared, encoding));
    return new CallTemplate(Buffer.concat([callStart(), ...texts]), known);
  }

  /** The payload of one call. Throws when a value does not fit its parameter. */
  fill(parameters: readonly StatementParameter[]): Buffer {
    const pieces: Uint8Array[] = [this.#start];
    for (const [index, { head, wire }] of this.#parameters.entries()) {
      pieces.push(head, wire.value(parameters[index]?.value ?? null));
    }
    return Buffer.concat(pieces);
  }
}

/** MS-TDS 2.2.5.3: one header, for a request outside of any transaction; then the procedure and no options. */
function callStart(): Buffer {
  const start = Buffer.alloc(28);
  start.writeUInt32LE(22, 0);
  start.writeUInt32LE(18, 4);
  start.writeUInt16LE(2, 8);
  start.writeUInt32LE(1, 18);
  start.writeUInt16LE(BY_NUMBER, 22);
  start.writeUInt16LE(SP_EXECUTESQL, 24);
  return start;
}

/** Name with its length in characters, then no flags: no output, no default. */
function nameBytes(name: string): Buffer {
  const text = Buffer.from(`@${name}`, 'utf16le');
  return Buffer.concat([Uint8Array.of(text.length / 2), text, Uint8Array.of(0)]);
}

function textParameter(name: string, text: string, { collation }: Encoding): Buffer {
  const value = Buffer.from(text, 'utf16le');
  const long = text.length > LONGEST_PLAIN_CHARACTERS;
  const head = Buffer.alloc(3);
  head.writeUInt8(NVARCHAR, 0);
  head.writeUInt16LE(long ? CHUNKED : value.length, 1);
  return Buffer.concat([nameBytes(name), head, collation, long ? chunked(value) : counted(value)]);
}

function counted(value: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(value.length);
  return Buffer.concat([length, value]);
}

function chunked(value: Buffer): Buffer {
  const start = Buffer.alloc(12);
  start.writeBigUInt64LE(UNKNOWN_LENGTH);
  start.writeUInt32LE(value.length, 8);
  return Buffer.concat([start, value, Buffer.alloc(4)]);
}
