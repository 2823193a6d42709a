// Files for the batch job, written by hand as a gateway would, and what lies in its folders afterwards: for specs.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toWindows1252 } from '../values/windows-1252.js';

/** References of 26 characters, as the gateway's are. */
export const reference = (number: number): string => `01JD7Z5W3KQ8M4R2T6V9X${String(number).padStart(5, '0')}`;

/** One record of AMDIN, 86 bytes; what is left out stays as it is. */
export function amendment(number: number, order: string, text = '{unchanged}', date = '99999999'): string {
  return order.padEnd(12) + text.padEnd(40) + date + reference(number);
}

/** The folders below a data folder. */
export class FileDrops {
  readonly #root: string;

  constructor(data: string) {
    this.#root = join(data, 'files');
    for (const folder of ['inbox', 'outbox', 'archive']) mkdirSync(join(this.#root, folder), { recursive: true });
  }

  /** A file of AMDIN with its marker; returns its name. */
  amendments(sequence: number, records: readonly string[], marked = true): string {
    const digits = String(sequence).padStart(5, '0');
    const lines = [`H20261201${digits}`, ...records, `T${String(records.length).padStart(7, '0')}`];
    const name = `AMD20261201${digits}.DAT`;
    this.put(name, toWindows1252(lines.map((line) => `${line}\r\n`).join('')));
    if (marked) this.put(`${name}.OK`, '');
    return name;
  }

  /** A file of CUSIN; records are lines without their ends. */
  customers(sequence: number, records: readonly string[], total = '0'): string {
    const head = 'REF;CUSTNM;CUSTTP;LANGCD;CURCOD;PAYTRM;PRLCOD;CRDLIM;EMAIL;NWSFLG';
    const name = `CUS20261201${String(sequence).padStart(5, '0')}.CSV`;
    const lines = [head, ...records, `#END;${records.length};${total}`];
    this.put(name, Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1'));
    return name;
  }

  /** A file of STKIN; records are `Count` elements. */
  counts(sequence: number, records: readonly string[], total: string): string {
    const name = `STK20261201${String(sequence).padStart(5, '0')}.XML`;
    const says = `date="2026-12-01" sequence="${sequence}" count="${records.length}" total="${total}"`;
    const head = '<?xml version="1.0" encoding="UTF-8"?>';
    this.put(name, `${head}\n<StockCounts ${says}>\n${records.join('\n')}\n</StockCounts>\n`);
    return name;
  }

  put(name: string, bytes: Uint8Array | string, folder = 'inbox'): void {
    writeFileSync(join(this.#root, folder, name), bytes);
  }

  remove(folder: string, name: string): void {
    rmSync(join(this.#root, folder, name));
  }

  /** Plain files in a folder, by name. */
  names(folder: string): readonly string[] {
    const entries = readdirSync(join(this.#root, folder), { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort((a, b) => (a < b ? -1 : 1));
  }

  has(folder: string, name: string): boolean {
    return existsSync(join(this.#root, folder, name));
  }

  read(folder: string, name: string): Buffer {
    return readFileSync(join(this.#root, folder, name));
  }

  /** Lines of an acknowledgement in Windows-1252 or ISO 8859-1. */
  lines(name: string): readonly string[] {
    return new TextDecoder('windows-1252').decode(this.read('outbox', name)).split('\r\n').slice(0, -1);
  }
}
