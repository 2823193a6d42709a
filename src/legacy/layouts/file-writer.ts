// Puts a file together from records that fit. It must never write different bytes for the same contents.
import type { Layout } from '../../facade/binding-of-drops.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import type { FileCodec } from '../encodings/file-codec.js';
import { checkLayout } from './check-layout.js';
import { FileDoesNotFit } from './file-does-not-fit.js';
import { fileFrame } from './file-frame.js';
import type { FileFrame } from './file-frame.js';
import type { FileContents, RecordImage, RenderedFile } from './record-image.js';
import { renderTemplate } from './render-template.js';
import type { FileFacts } from './render-template.js';
import { Totals } from '../records/totals.js';

/**
 * Line ends as characters. In EBCDIC they are the bytes 0x0D 0x25 and 0x25: IBM's tables for both pages (CDRA) give the
 * line feed U+000A to 0x25, and the "new line" 0x15 to U+0085, which no layout writes.
 */
const NEWLINES: Readonly<Record<Layout['newline'], string>> = { crlf: '\r\n', lf: '\n', none: '' };

/** What no name of a file may hold, and the names that mean folders. */
const NO_NAME = /[/\\\p{Cc}\p{Surrogate}]|^\.{0,2}$/u;

/** The files of one layout. */
export class FileWriter {
  readonly #codec: FileCodec;
  readonly #totals: Totals;
  readonly #frame: (facts: FileFacts) => FileFrame;

  /** Throws UnusableBinding for a layout that no file can follow. */
  constructor(private readonly layout: Layout) {
    checkLayout(layout);
    this.#codec = codecOfEncoding(layout.encoding);
    this.#totals = new Totals(layout);
    this.#frame = fileFrame(layout);
  }

  /** The file. Throws FileDoesNotFit. */
  render({ sequence, date, images }: FileContents): RenderedFile {
    const facts = { date, sequence, count: images.length, totals: this.#totals.sum(images) };
    const { before, after } = this.#frame(facts);
    const newline = NEWLINES[this.layout.newline];
    const lines = [...before, ...images.flatMap((image) => image.lines), ...after];
    return {
      bytes: this.#bytes(lines.map((line) => line + newline).join('')),
      ...this.#names(facts),
      lines:
        this.layout.format.kind === 'xml' ? images.map((_, index) => index + 1) : firstLines(images, before.length),
    };
  }

  #names(facts: FileFacts): Pick<RenderedFile, 'fileName' | 'doneName' | 'acknowledgementName'> {
    const { done, acknowledgement } = this.layout;
    const fileName = nameOf(renderTemplate(this.layout.fileName, facts));
    const named = { ...facts, fileName };
    const answer = acknowledgement.kind === 'file' ? acknowledgement.fileName : undefined;
    return {
      fileName,
      ...(done === undefined ? {} : { doneName: nameOf(renderTemplate(done, named)) }),
      ...(answer === undefined ? {} : { acknowledgementName: nameOf(renderTemplate(answer, named)) }),
    };
  }

  #bytes(text: string): Uint8Array {
    const bytes = this.#codec.encode(text);
    if (typeof bytes === 'string')
      throw new FileDoesNotFit(`the file holds a character that its encoding does not have`);
    return bytes;
  }
}

function nameOf(name: string): string {
  if (NO_NAME.test(name)) throw new FileDoesNotFit(`"${name}" cannot be the name of a file`);
  return name;
}

function firstLines(images: readonly RecordImage[], before: number): readonly number[] {
  let next = before + 1;
  return images.map(({ lines }) => {
    const first = next;
    next += lines.length;
    return first;
  });
}
