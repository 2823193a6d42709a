// Records of csv and fixed-width acknowledgements, one per line. It must never drop a line that says something.
import type { AcknowledgementPlace } from '../../facade/binding-of-drops.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import type { FileCodec } from '../encodings/file-codec.js';
import type { AcknowledgedRecord, UnreadableRecord } from './acknowledged-record.js';
import { csvFields } from './csv-fields.js';
import { flatLines } from './flat-lines.js';
import type { BadLine, FlatLine } from './flat-lines.js';
import { interpretRecord } from './interpret-record.js';
import { toldTexts } from './told-texts.js';
import type { AcknowledgementFile, TextAt } from './told-texts.js';

/** By line how its texts are found, or undefined where the line is none of its format. */
type Finder = (lines: readonly FlatLine[]) => readonly (TextAt | undefined)[];

/** The records of one file. */
export async function* flatRecords(
  layout: AcknowledgementFile,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<AcknowledgedRecord | UnreadableRecord> {
  const finder = finderOf(layout);
  for await (const lines of flatLines(layout, pieces)) {
    const readable = lines.filter(isReadable);
    const found = new Map(finder(readable).map((textAt, index) => [readable[index]?.number, textAt]));
    for (const line of lines) yield recordOf(layout, line, found.get(line.number));
  }
}

function isReadable(line: FlatLine | BadLine): line is FlatLine {
  return 'text' in line;
}

function recordOf(
  layout: AcknowledgementFile,
  line: FlatLine | BadLine,
  textAt: TextAt | undefined,
): AcknowledgedRecord | UnreadableRecord {
  if (!isReadable(line)) return { kind: 'unreadable', line: line.number, detail: line.detail };
  if (textAt === undefined) return { kind: 'unreadable', line: line.number, detail: 'is no line of this format' };
  return interpretRecord(layout, toldTexts(layout, textAt), { line: line.number, isWhole: line.isWhole });
}

function finderOf({ format, encoding }: AcknowledgementFile): Finder {
  if (format.kind === 'csv') {
    return (lines) => {
      const texts = lines.map(({ text }) => text);
      return csvFields(texts, format.delimiter).map((fields) => fields && columnText(fields));
    };
  }
  const codec = codecOfEncoding(encoding);
  return (lines) => lines.map(({ bytes, isWhole }) => bytesText(codec, bytes, isWhole));
}

function columnText(fields: readonly string[]): TextAt {
  return (place) => (place.kind === 'column' ? fields[place.column - 1] : undefined);
}

/** Blanks at the end of a line may have been cut off on the way, so a short last value counts, where the line is whole. */
function bytesText(codec: FileCodec, bytes: Uint8Array, isWhole: boolean): TextAt {
  return (place: AcknowledgementPlace) => {
    if (place.kind !== 'bytes') return undefined;
    const start = place.at - 1;
    const needed = isWhole ? start + 1 : start + place.width;
    return bytes.length < needed ? undefined : codec.decode(bytes.subarray(start, start + place.width));
  };
}
