// Gives texts to a reader of acknowledgements in pieces of any size, as a connection would.
import type { Layout } from '../../../src/facade/binding-of-drops.js';
import type { AcknowledgedRecord, UnreadableRecord } from '../../../src/legacy/acknowledgements/acknowledged-record.js';
import { AcknowledgementReader } from '../../../src/legacy/layouts/acknowledgement-reader.js';

export type Told = AcknowledgedRecord | UnreadableRecord;

/** Everything an acknowledgement says; `pieceBytes` is how much arrives at once. */
export async function readAll(layout: Layout, file: Uint8Array | string, pieceBytes = 7): Promise<readonly Told[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file, 'latin1') : file;
  const told: Told[] = [];
  for await (const each of new AcknowledgementReader(layout).read(inPieces(bytes, pieceBytes))) told.push(each);
  return told;
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** A record or what is wrong with it, in one short line. */
export function inShort(told: Told): string {
  if (told.kind === 'unreadable') return `${told.line}: ${told.detail}`;
  const about = told.command ?? told.key ?? told.memberLine ?? 'file';
  return `${told.line}: ${about} ${told.result ?? '?'} ${told.code}`;
}
