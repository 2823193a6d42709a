// A value that fits a column, to write a sample statement with. Which one does not matter: it never reaches the text.
import type { Column } from '../../../src/facade/binding.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { byKind, type ByKind } from '../column/by-kind.js';
import { typeOf } from '../column/typed-column.js';

const SAMPLES: ByKind<[], LegacyValue> = {
  text: () => 'a',
  integer: () => '1',
  decimal: () => '0',
  money: () => '1',
  float: () => 1,
  bit: () => true,
  date: () => '2026-01-31',
  time: () => '12:00:00',
  datetime: () => '2026-01-31T12:00:00',
  datetime2: () => '2026-01-31T12:00:00',
  datetimeoffset: () => '2026-01-31T12:00:00Z',
  guid: () => '00000000-0000-0000-0000-000000000000',
  binary: () => new Uint8Array(),
  blob: () => 'a',
};

export function sampleValue(column: Column): LegacyValue {
  return byKind(SAMPLES, typeOf(column));
}
