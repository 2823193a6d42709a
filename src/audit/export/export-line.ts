// The lines of an exported trail: a header, one line per entry with its text exactly as stored, and an end.
// It must never put an entry's text through a parser on its way out: the digests go over its bytes.
import { z } from 'zod';
import { digestText } from '../chain/chain-digest.js';
import type { ChainedEntry } from '../chain/chain-digest.js';

const header = z.object({
  v: z.literal(1),
  kind: z.literal('audit-export'),
  stream: z.string(),
  /** RFC 3339 in UTC. */
  at: z.string(),
  /** False where filters were asked for: then nothing can be verified. */
  whole: z.boolean(),
  /** The signed text that stands for entries that were let go. */
  checkpoint: z.string().nullable(),
});

/** What the first line says. */
export type ExportHeader = Readonly<z.output<typeof header>>;

/** The first line. */
export function headerLine(members: ExportHeader): string {
  return JSON.stringify(members);
}

/** Reads the first line; undefined for anything else. */
export function readHeader(line: string): ExportHeader | undefined {
  try {
    return header.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const ENTRY = /^\{"place":(\d{1,15}),"digest":"([\w-]{43})","entry":(\{.*\})\}$/u;

/** The line of an entry. */
export function entryLine({ place, digest, text }: ChainedEntry): string {
  return `{"place":${place},"digest":"${digestText(digest)}","entry":${text}}`;
}

/** Reads the line of an entry; undefined for anything else. */
export function readEntryLine(line: string): Pick<ChainedEntry, 'place' | 'digest' | 'text'> | undefined {
  const [, place, digest, text] = ENTRY.exec(line) ?? [];
  if (digest === undefined || text === undefined) return undefined;
  return { place: Number(place), digest: Buffer.from(digest, 'base64url'), text };
}

/** The last line: without it an export is not whole. */
export function endLine(entries: number): string {
  return JSON.stringify({ kind: 'end', entries });
}

/** How many entries the last line says there are; undefined for any other line. */
export function readEndLine(line: string): number | undefined {
  const [, entries] = /^\{"kind":"end","entries":(\d{1,15})\}$/.exec(line) ?? [];
  return entries === undefined ? undefined : Number(entries);
}
