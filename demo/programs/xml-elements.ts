// A small tree of XML elements, read by a streaming parser, and the escaping of what is written.
import { SaxesParser } from 'saxes';
import { FileFault } from './job-program.js';

/** An element with its attributes, the text directly in it and its children. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Growing extends XmlElement {
  text: string;
  readonly children: Growing[];
}

/** The root of a document. Throws FileFault when it is not well formed. */
export function readXml(document: string): XmlElement {
  const parser = new SaxesParser();
  const top: Growing = { name: '', attributes: {}, text: '', children: [] };
  const open = [top];
  parser.on('error', (error) => {
    throw new FileFault([`it is not well-formed XML: ${error.message}`]);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  const [root] = top.children;
  if (root === undefined) throw new FileFault(['it has no root']);
  return root;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an attribute or an element. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter);
