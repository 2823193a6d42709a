// Picks the elements of one name out of an XML document that comes in pieces.
// It must never keep more than one element at a time, nor text without a bound.
import { SaxesParser } from 'saxes';

/** One element: its attributes, and by name the text of the elements right within it. */
export interface XmlElement {
  readonly attributes: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, string>;
}

/** Characters in which something must begin or end; more would be kept by the parser for a single text. */
const LONGEST_SILENCE = 262_144;
const DEEPEST = 64;

/** The elements of one document. */
export class XmlElements {
  readonly #parser = new SaxesParser({ position: false, xmlns: false });
  #found: XmlElement[] = [];
  #open: { readonly attributes: Map<string, string>; readonly texts: Map<string, string> } | undefined;
  /** Names of the elements that are open, within the one that is picked. */
  #path: string[] = [];
  #depth = 0;
  #silence = 0;

  constructor(private readonly element: string) {
    this.#parser.on('error', (error) => {
      throw new Unbelievable(`the document is no well-formed XML (${error.message})`);
    });
    this.#parser.on('doctype', () => {
      throw new Unbelievable('the document brings a document type along, which is not read');
    });
    this.#parser.on('opentag', ({ name, attributes }) => this.#begin(name, attributes));
    this.#parser.on('closetag', ({ name }) => this.#finish(name));
    this.#parser.on('text', (text) => this.#hear(text));
    this.#parser.on('cdata', (text) => this.#hear(text));
  }

  /** Takes a piece; the answer is what is wrong with the document, after which nothing may be written. */
  write(text: string): string | undefined {
    return attempt(() => {
      this.#silence += text.length;
      this.#parser.write(text);
      if (this.#silence > LONGEST_SILENCE) throw new Unbelievable('the document holds far more than one text may be');
    });
  }

  /** Says what is wrong with the document as a whole. */
  end(): string | undefined {
    return attempt(() => {
      this.#parser.close();
    });
  }

  /** The elements that ended since the last time. */
  take(): readonly XmlElement[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#silence = 0;
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unbelievable(`the document is more than ${DEEPEST} elements deep`);
    if (this.#open !== undefined) this.#path.push(name);
    else if (name === this.element) {
      this.#open = { attributes: new Map(Object.entries(attributes)), texts: new Map() };
    }
    const [only, ...deeper] = this.#path;
    if (this.#open !== undefined && only !== undefined && deeper.length === 0) this.#add(only, '');
  }

  #finish(name: string): void {
    this.#silence = 0;
    this.#depth -= 1;
    if (this.#path.length > 0) this.#path.pop();
    else if (this.#open !== undefined && name === this.element) {
      this.#found.push(this.#open);
      this.#open = undefined;
    }
  }

  #hear(text: string): void {
    this.#silence = 0;
    const [only, ...deeper] = this.#path;
    if (only !== undefined && deeper.length === 0) this.#add(only, text);
  }

  /** An element that comes twice has one text: the ERP's lists of messages become one message. */
  #add(name: string, text: string): void {
    const before = this.#open?.texts.get(name) ?? '';
    if (before.length + text.length > LONGEST_SILENCE) throw new Unbelievable('a record is far longer than it may be');
    this.#open?.texts.set(name, before + text);
  }
}

/** Ends the reading of a document; the message is for people. */
class Unbelievable extends Error {}

function attempt(step: () => void): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof Unbelievable) return error.message;
    throw error;
  }
}
