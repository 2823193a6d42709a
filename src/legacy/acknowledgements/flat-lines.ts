// The lines of a flat acknowledgement that say something, decoded. It must never decode across a line's end.
import type { FileEncoding } from '../../facade/binding-of-drops.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import { LineSplitter } from './line-splitter.js';
import type { FileLine } from './line-splitter.js';
import type { AcknowledgementFile } from './told-texts.js';

/** One line that is not empty. */
export interface FlatLine {
  readonly number: number;
  readonly isWhole: boolean;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** A line that is no text. */
export interface BadLine {
  readonly number: number;
  readonly detail: string;
}

/** Far longer than any record; what is longer is not kept. */
const LONGEST_LINE_BYTES = 65_536;
/** Pieces are taken in parts of this size, whatever size they come in. */
const PART_BYTES = 16_384;
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
/** What programs of DOS descent put at the end of files. */
const END_OF_FILE = '\u001a';

/**
 * A line feed. In EBCDIC files of z/OS UNIX lines end with "new line" 0x15, elsewhere with the line feed 0x25; neither
 * is found within a line.
 */
function endsOf(encoding: FileEncoding): readonly number[] {
  return encoding.startsWith('cp') ? [0x15, 0x25] : [0x0a];
}

/** The lines between those that the layout leaves out, some at a time. */
export async function* flatLines(
  { encoding, skip }: AcknowledgementFile,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly (FlatLine | BadLine)[]> {
  const splitter = new LineSplitter(endsOf(encoding), LONGEST_LINE_BYTES);
  const decode = lineDecoder(encoding);
  const held: (FlatLine | BadLine)[] = [];
  const pass = (lines: readonly FileLine[]): readonly (FlatLine | BadLine)[] => {
    held.push(...lines.filter(({ number }) => number > skip.first).flatMap(decode));
    return held.splice(0, held.length - skip.last);
  };
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PART_BYTES)
      yield pass(splitter.push(piece.subarray(at, at + PART_BYTES)));
  }
  const last = splitter.end();
  if (last !== undefined) yield pass([last]);
}

/** No line for an empty one, which only says that somebody was generous with line ends. */
function lineDecoder(encoding: FileEncoding): (line: FileLine) => readonly (FlatLine | BadLine)[] {
  const codec = codecOfEncoding(encoding);
  return ({ number, isWhole, bytes }) => {
    if (bytes === undefined) return [{ number, detail: `is longer than ${LONGEST_LINE_BYTES} bytes` }];
    const content = number === 1 && encoding === 'utf-8' ? withoutMark(bytes) : bytes;
    const text = codec.decode(content);
    if (text === undefined) return [{ number, detail: `holds bytes that are no characters of ${encoding}` }];
    return text.replaceAll(END_OF_FILE, '').trim() === '' ? [] : [{ number, isWhole, bytes: content, text }];
  };
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte) ? bytes.subarray(3) : bytes;
}
