// The reader of one layout's acknowledgements. It must never hold a whole file in memory.
import type { AcknowledgementPlace, Layout } from '../../facade/binding-of-drops.js';
import { UnusableBinding } from '../codec.js';
import type { AcknowledgedRecord, UnreadableRecord } from './acknowledged-record.js';
import { flatRecords } from './flat-records.js';
import type { AcknowledgementFile } from './told-texts.js';
import { xmlRecords } from './xml-records.js';

/** Reads one file as it arrives. */
export type RecordReader = (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<AcknowledgedRecord | UnreadableRecord>;

/** Throws UnusableBinding where the layout has no acknowledgements, or places that its format does not have. */
export function recordReader({ name, acknowledgement }: Layout): RecordReader {
  if (acknowledgement.kind === 'none') throw new UnusableBinding(`${name} has no acknowledgements`);
  const { format } = acknowledgement;
  const kinds = KINDS[format.kind];
  const stray = placesOf(acknowledgement).find(({ kind }) => !kinds.includes(kind));
  if (stray !== undefined)
    throw new UnusableBinding(`${name}: acknowledgements in ${format.kind} have no ${stray.kind}`);
  return (pieces) =>
    format.kind === 'xml' ? xmlRecords(acknowledgement, format.element, pieces) : flatRecords(acknowledgement, pieces);
}

const KINDS: Readonly<Record<AcknowledgementFile['format']['kind'], readonly AcknowledgementPlace['kind'][]>> = {
  csv: ['column'],
  'fixed-width': ['bytes'],
  xml: ['attribute', 'element'],
};

function placesOf({ places, outputs }: AcknowledgementFile): readonly AcknowledgementPlace[] {
  const { command, line, key, result, reason, message } = places;
  const members = [command, line, key, result, reason, message].filter((each) => each !== undefined);
  return [...members, ...outputs.map(({ place }) => place)];
}
