// Puts texts in their places of a record, or says why they do not belong there.
// It must never cut a text, nor pad one so that it would be read as another.
import type { LayoutFormat, RecordItem, RecordPlace } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import type { FileCodec } from '../encodings/file-codec.js';
import { namedCharacter } from '../encodings/named-character.js';

/** What stands around every place of a layout. */
export interface PlaceFrame {
  readonly codec: FileCodec;
  readonly format: LayoutFormat;
}

/** The place of one item: `fault` is asked first, and `fill` only for texts without one. */
export interface ValuePlace {
  /** The end of a sentence that starts with "This value"; undefined for a text that has room there. */
  readonly fault: (text: string) => string | undefined;
  /** The same for a text whose ends would be taken for padding. */
  readonly swallowed: (text: string) => string | undefined;
  /** The text as it stands in the record: padded, where the place is. */
  readonly fill: (text: string) => string;
}

/** The place of an item. Throws UnusableBinding for one that no text can stand in. */
export function valuePlace(item: RecordItem, { codec, format }: PlaceFrame): ValuePlace {
  const stranger = (text: string): string | undefined => strangerFault(text, codec);
  if (item.place.kind === 'fixed-width') {
    const padding = new Padding(item, item.place, codec);
    return {
      fault: (text) => stranger(text) ?? padding.fault(text),
      swallowed: (text) => padding.swallowed(text),
      fill: (text) => padding.fill(text),
    };
  }
  const { maxLength = Infinity } = item.place;
  const separator = separatorFault(format);
  return {
    fault: (text) => stranger(text) ?? separator(text) ?? lengthFault(text, maxLength),
    swallowed: () => undefined,
    fill: (text) => text,
  };
}

function strangerFault(text: string, codec: FileCodec): string | undefined {
  const stranger = codec.firstStranger(text);
  return stranger === undefined
    ? undefined
    : `holds a character that the ERP cannot store: ${namedCharacter(stranger)}.`;
}

/** Characters as people count them: a pair of surrogates is one. */
function lengthFault(text: string, maxLength: number): string | undefined {
  return Array.from(text).length > maxLength ? tooLong(`${maxLength} characters`) : undefined;
}

function tooLong(room: string): string {
  return `is too long for the ERP, which has room for ${room}.`;
}

/** Without quotes nothing may look like the end of a value, nor like the start of a quoted one. */
function separatorFault(format: LayoutFormat): (text: string) => string | undefined {
  if (format.kind !== 'csv' || format.quote !== 'never') return () => undefined;
  return (text) => {
    const found = Array.from(text).find((character) => character === format.delimiter || character === '"');
    return found === undefined ? undefined : `holds a character that separates values: ${namedCharacter(found)}.`;
  };
}

/** A place of a fixed number of bytes. */
class Padding {
  readonly #isZeroed: boolean;
  readonly #room: string;

  constructor(
    item: RecordItem,
    private readonly place: Extract<RecordPlace, { kind: 'fixed-width' }>,
    private readonly codec: FileCodec,
  ) {
    const { fill, pad, width } = place;
    if (codec.firstStranger(fill) !== undefined || codec.byteLength(fill) !== 1) {
      throw new UnusableBinding(`${item.name} is filled up with a character that takes no single byte`);
    }
    const isNumber = item.text.kind === 'number';
    if (isNumber && pad === 'right' && /\d/.test(fill)) {
      throw new UnusableBinding(`${item.name} is a number with digits behind it, which would make it another number`);
    }
    this.#isZeroed = isNumber && fill === '0';
    this.#room = codec.byteLength('é') === 1 ? `${width} characters` : `${width} bytes`;
  }

  fault(text: string): string | undefined {
    return this.codec.byteLength(text) > this.place.width ? tooLong(this.#room) : undefined;
  }

  /** Zeros before a number do not change it. */
  swallowed(text: string): string | undefined {
    const { fill, pad } = this.place;
    const isSwallowed = pad === 'left' ? text.startsWith(fill) : text.endsWith(fill);
    if (!isSwallowed || this.#isZeroed) return undefined;
    return `${pad === 'left' ? 'begins' : 'ends'} with ${namedCharacter(fill)}, which the ERP takes for padding.`;
  }

  /** The sign of a number stays in front of the zeros. */
  fill(text: string): string {
    const { fill, pad, width } = this.place;
    const padding = fill.repeat(width - this.codec.byteLength(text));
    if (pad === 'right') return text + padding;
    return this.#isZeroed && text.startsWith('-') ? `-${padding}${text.slice(1)}` : padding + text;
  }
}
