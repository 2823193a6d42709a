// Reads files back without anything of the gateway's: csv-parse, a slicer over bytes, saxes.
// It must never import from src.
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';

/** By record its fields. */
export type Records = readonly (readonly string[])[];

/** All values of a csv file with CR LF, as RFC 4180 has it; without quotes where there are none. */
export function readCsv(text: string, delimiter: string, quote: '"' | false): Records {
  return parse(text, { delimiter, quote, record_delimiter: '\r\n', bom: true });
}

/** Bytes of a place from 1. */
export interface Slice {
  readonly at: number;
  readonly width: number;
  readonly side: 'left' | 'right';
  readonly fill: string;
}

/** Cuts lines that end with CR LF bytes into slices and takes the padding off. */
export function readFixedWidth(
  bytes: Uint8Array,
  slices: readonly Slice[],
  decode: (bytes: Uint8Array) => string,
  end: readonly [number, number] = [0x0d, 0x0a],
): Records {
  const records: string[][] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== end[0] || bytes[at + 1] !== end[1]) continue;
    const line = bytes.subarray(start, at);
    records.push(
      slices.map((slice) => stripped(decode(line.subarray(slice.at - 1, slice.at - 1 + slice.width)), slice)),
    );
    start = at + 2;
  }
  return records;
}

function stripped(text: string, { side, fill }: Slice): string {
  let value = text;
  if (side === 'right') while (value.endsWith(fill)) value = value.slice(0, -1);
  else while (value.startsWith(fill)) value = value.slice(1);
  return value;
}

/** The attributes and child elements of every element of that name, in the order of `names`. */
export function readXml(text: string, element: string, names: readonly string[]): Records {
  const records: string[][] = [];
  let current: Record<string, string> | undefined;
  let open = '';
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === element) current = { ...attributes };
    else if (current !== undefined) current[name] = '';
    open = name;
  });
  parser.on('text', (piece) => {
    if (current !== undefined && open !== element) current[open] = (current[open] ?? '') + piece;
  });
  parser.on('closetag', ({ name }) => {
    if (name === element) records.push(names.map((each) => current?.[each] ?? '(missing)'));
    open = element;
  });
  parser.write(text).close();
  return records;
}
