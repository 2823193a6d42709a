// What the ERP says of a file, from YAML to the catalogue, with the checks that need no operation.
// It must never accept one by which a record could not be told to belong to a command.
import type { Refusal } from '../binding-of-values.js';
import type { Acknowledgement, AcknowledgementPlaces, FileEncoding } from '../binding-of-drops.js';
import type { AcknowledgementFileFormat, AcknowledgementFormat } from '../format-of-drops/acknowledgement-format.js';
import { durationMs } from '../frame/duration-ms.js';
import { defined } from '../joining/defined.js';
import type { Spot } from '../yaml/spot.js';
import { joinOutputs, joinPlaces } from './acknowledgement-places.js';
import { joinCompanion } from './join-names.js';

const LONGEST_MS = 30 * 86_400_000;

type Place = keyof AcknowledgementPlaces;
type Match = AcknowledgementFileFormat['match'];

/** What each way of matching reads; errors-only reads one of three. */
const NEEDED: Readonly<Record<Match, readonly Place[]>> = {
  command: ['command', 'result'],
  'file-and-line': ['line', 'result'],
  'business-key': ['key', 'result'],
  file: ['result'],
  'errors-only': ['result'],
};

/** The acknowledgement; `encoding` is that of the file it answers, `spot` its place. */
export function joinAcknowledgement(
  format: AcknowledgementFormat,
  encoding: FileEncoding,
  spot: Spot,
): Acknowledgement {
  if (format === 'none') return { kind: 'none' };
  const places = joinPlaces(format, spot);
  const outputs = joinOutputs(format, spot);
  checkMatch(format, places, spot);
  checkMeaning(format, places, spot);
  checkTold(format, spot);
  return {
    kind: 'file',
    match: format.match,
    fileName: joinCompanion(format.file, spot.in('file')),
    encoding: format.encoding ?? encoding,
    format: formatOf(format),
    skip: skipOf(format),
    places,
    ...defined({ businessKey: format.businessKey }),
    results: new Map(Object.entries(format.results)),
    reasons: new Map(Object.entries(format.reasons ?? {})),
    outputs,
    overdueMs: span(format.overdue, spot.in('overdue')),
    ...defined({ settlesMs: settles(format, spot) }),
  };
}

function formatOf(format: AcknowledgementFileFormat): Extract<Acknowledgement, { kind: 'file' }>['format'] {
  switch (format.format) {
    case 'csv':
      return { kind: 'csv', delimiter: format.delimiter ?? ';' };
    case 'fixed-width':
      return { kind: 'fixed-width' };
    case 'xml':
      return { kind: 'xml', element: format.element };
  }
}

function skipOf(format: AcknowledgementFileFormat): { readonly first: number; readonly last: number } {
  const { first = 0, last = 0 } = format.format === 'xml' ? {} : (format.skip ?? {});
  return { first, last };
}

function checkMatch(
  { match, businessKey }: AcknowledgementFileFormat,
  places: AcknowledgementPlaces,
  spot: Spot,
): void {
  for (const place of NEEDED[match]) {
    if (places[place] === undefined && !isToldOf(place, spot)) {
      spot.in('match').error(`${match} reads \`${place}\` of every record: say where it stands.`);
    }
  }
  if (match === 'errors-only' && ['command', 'line', 'key'].every((place) => places[place as Place] === undefined)) {
    spot.in('match').error('errors-only reads `command`, `line` or `key` of every record: say where it stands.');
  }
  const isByKey = places.key !== undefined;
  if (isByKey && businessKey === undefined && !spot.in('businessKey').isWritten) {
    spot.error('reads a `key`: name the field it is with `businessKey`, or "$key".');
  }
  if (!isByKey && businessKey !== undefined && match !== 'business-key') {
    spot.in('businessKey').errorAtKey('has no effect: nothing reads a `key`.');
  }
}

/** Whether the author wrote this place and something else is wrong with it. */
function isToldOf(place: Place, spot: Spot): boolean {
  return ['columns', 'bytes', 'attributes', 'elements'].some(
    (part) => spot.in(part, place).isWritten || spot.in(part).isFaulty,
  );
}

function checkMeaning({ match, results }: AcknowledgementFileFormat, places: AcknowledgementPlaces, spot: Spot): void {
  const meanings = Object.values(results);
  const needed = match === 'errors-only' ? (['refused'] as const) : (['applied', 'refused'] as const);
  for (const meaning of needed) {
    if (!meanings.includes(meaning) && !spot.in('results').isFaulty) {
      spot.in('results').error(`needs a code that means ${meaning}.`);
    }
  }
  if (places.reason === undefined && spot.in('reasons').isWritten && !isToldOf('reason', spot)) {
    spot.in('reasons').errorAtKey('has no effect: no place says the `reason`.');
  }
}

/** One result for many records carries nothing of one of them, and silence carries nothing at all. */
function checkTold({ match }: AcknowledgementFileFormat, spot: Spot): void {
  if ((match === 'file' || match === 'errors-only') && spot.in('outputs').isWritten) {
    spot.in('outputs').errorAtKey(`cannot be read: ${match} tells nothing of each record that was applied.`);
  }
}

function settles({ match, settles: text }: AcknowledgementFileFormat, spot: Spot): number | undefined {
  const place = spot.in('settles');
  if (match !== 'errors-only') {
    if (text !== undefined) place.errorAtKey('is for `match: errors-only`.');
    return undefined;
  }
  if (text !== undefined) return span(text, place);
  if (!place.isWritten) spot.error('needs `settles`: how long after the file was taken in silence means applied.');
  return undefined;
}

function span(text: string, spot: Spot): number {
  const ms = durationMs(text);
  if (ms < 1 || ms > LONGEST_MS) spot.error('must be between 1ms and 720h.');
  return ms;
}

/** Every reason the ERP can give, each once. A reason with two texts is told at `spot`, the acknowledgement. */
export function reasonsOf(
  acknowledgement: Acknowledgement,
  always: readonly Refusal[],
  spot: Spot,
): readonly Refusal[] {
  if (acknowledgement.kind === 'none') return [];
  const known = new Map(always.map((refusal) => [refusal.reason, refusal]));
  for (const [code, refusal] of acknowledgement.reasons) {
    const first = known.get(refusal.reason);
    if (first === undefined) known.set(refusal.reason, refusal);
    else if (first.text !== refusal.text) {
      spot.in('reasons', code, 'text').error(`"${refusal.reason}" has another text already: one reason, one text.`);
    }
  }
  const all = [...known.values()];
  return [...all.slice(always.length), ...all.slice(0, always.length)];
}
