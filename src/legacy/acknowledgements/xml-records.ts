// Records of XML acknowledgements. It must never follow a document type or an entity of its own, nor go on behind a
// fault: the rest of a broken document cannot be believed.
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import type { AcknowledgedRecord, UnreadableRecord } from './acknowledged-record.js';
import { interpretRecord } from './interpret-record.js';
import type { AcknowledgementFile } from './told-texts.js';
import { toldTexts } from './told-texts.js';
import { XmlElements } from './xml-elements.js';
import type { XmlElement } from './xml-elements.js';

/** Pieces are taken in parts of this size, whatever size they come in. */
const PART_BYTES = 16_384;

/** The records of one file. */
export async function* xmlRecords(
  layout: AcknowledgementFile,
  element: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<AcknowledgedRecord | UnreadableRecord> {
  const elements = new XmlElements(element);
  let line = 0;
  for await (const { found, fault } of parsedParts(layout, elements, pieces)) {
    for (const each of found) {
      line += 1;
      yield recordOf(layout, each, line);
    }
    if (fault !== undefined) {
      yield { kind: 'unreadable', line: line + 1, detail: fault };
      return;
    }
  }
}

interface ParsedPart {
  readonly found: readonly XmlElement[];
  readonly fault: string | undefined;
}

async function* parsedParts(
  { encoding }: AcknowledgementFile,
  elements: XmlElements,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<ParsedPart> {
  const decoder = codecOfEncoding(encoding).stream();
  const badBytes = `the document holds bytes that are no characters of ${encoding}`;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PART_BYTES) {
      const text = decoder.write(piece.subarray(at, at + PART_BYTES));
      const fault = text === undefined ? badBytes : elements.write(text);
      yield { found: elements.take(), fault };
    }
  }
  const fault = decoder.end() ? elements.end() : badBytes;
  yield { found: elements.take(), fault };
}

function recordOf(
  layout: AcknowledgementFile,
  { attributes, texts }: XmlElement,
  line: number,
): AcknowledgedRecord | UnreadableRecord {
  const told = toldTexts(layout, (place) => {
    if (place.kind === 'attribute') return attributes.get(place.name);
    return place.kind === 'element' ? texts.get(place.name) : undefined;
  });
  return interpretRecord(layout, told, { line, isWhole: true });
}
