// The records that a look-up has found, and what they say about a reference.
import { Misfit } from '../../legacy/codec.js';
import type { LegacyRow } from '../../legacy/legacy-value.js';
import type { AskedReference, ReferenceFinding } from '../accept/reference-check.js';
import type { FoundRecord, RecordLookup } from './record-lookup.js';

/** Records by key, and by key as a source may compare it: many take upper and lower case for the same. */
export class FoundRecords {
  readonly #exactly = new Map<string, FoundRecord>();
  readonly #loosely = new Map<string, FoundRecord>();
  /** A row whose key breaks its contract may be the record of any key that was asked for. */
  #hasStranger = false;

  constructor(private readonly lookup: RecordLookup) {}

  add(row: LegacyRow): void {
    const record = this.lookup.read(row);
    if (record.key === null || record.key instanceof Misfit) {
      this.#hasStranger = true;
      return;
    }
    const key = String(record.key);
    this.#exactly.set(key, record);
    this.#loosely.set(loose(key), record);
  }

  /** Undefined when no record has the key. */
  finding({ value, rule }: AskedReference): Extract<ReferenceFinding, 'fits' | 'unfit' | 'unreadable'> | undefined {
    const key = this.lookup.keyText(value);
    const record = key === undefined ? undefined : (this.#exactly.get(key) ?? this.#loosely.get(loose(key)));
    if (record === undefined) return this.#hasStranger ? 'unreadable' : undefined;
    const told = rule.where.map(({ field, values }) => ({ value: record.values.get(field) ?? null, values }));
    if (told.some((each) => !(each.value instanceof Misfit) && !each.values.includes(String(each.value))))
      return 'unfit';
    return told.some((each) => each.value instanceof Misfit) ? 'unreadable' : 'fits';
  }
}

function loose(key: string): string {
  return key.normalize('NFC').toLowerCase();
}
