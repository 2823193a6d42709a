// How records of one resource are looked at by their keys for one operation: one statement for any number of them, with
// the row conditions of the binding, and what it says of each. Worked out once.
// It must never select a column that no rule asks about.
import type { Column, ResourceBinding } from '../../facade/binding.js';
import type { Field, Resource } from '../../facade/contract.js';
import { codecOf } from '../../legacy/codec-of-field.js';
import { UnusableBinding } from '../../legacy/codec.js';
import type { Canonical, FieldCodec, Misfit, Reader } from '../../legacy/codec.js';
import { equalsAny, matchesNothing } from '../../legacy/codecs/column-filter.js';
import { legacyCode } from '../../legacy/codecs/column-type.js';
import { canonicalForm } from '../../legacy/encode/encode-canonical.js';
import type { LegacyRow } from '../../legacy/legacy-value.js';
import type { Predicate, RowsPlan } from '../../legacy/read-plan.js';

/** Most keys of one statement. */
export const MOST_KEYS = 500;

/** A record as far as the rules ask about it. */
export interface FoundRecord {
  readonly key: Canonical | Misfit;
  /** By field name. */
  readonly values: ReadonlyMap<string, Canonical | Misfit>;
}

/** One resource, and the fields of it that rules ask about. Throws UnusableBinding. */
export class RecordLookup {
  readonly source: string;
  readonly #columns: Column[] = [];
  readonly #key: FieldCodec;
  readonly #readKey: Reader;
  readonly #readers: ReadonlyMap<string, Reader>;
  readonly #canonicalKey: (value: string | number | boolean) => Canonical | undefined;
  readonly #rows: readonly Predicate[];

  constructor(
    readonly resource: Resource,
    readonly binding: ResourceBinding,
    fields: readonly string[],
  ) {
    this.source = binding.source;
    this.#key = this.#codec(resource.key);
    this.#readKey = this.#reader(this.#key);
    this.#readers = new Map(fields.map((name) => [name, this.#reader(this.#codec(name))]));
    this.#canonicalKey = canonicalForm(this.#field(resource.key).type);
    this.#rows = binding.rows.flatMap(({ column, values }) =>
      equalsAny(
        column,
        values.map((code) => legacyCode(column, code)),
      ),
    );
  }

  /** The one text of a key, or undefined for what no record can have. */
  keyText(value: string | number | boolean): string | undefined {
    const key = this.#canonicalKey(value);
    return key === undefined ? undefined : String(key);
  }

  /** The plan for at most MOST_KEYS keys; undefined when no record can have any of them. */
  plan(operation: string, keys: readonly string[]): RowsPlan | undefined {
    const where = [...this.#rows, ...this.#ofKeys(keys)];
    if (matchesNothing(where)) return undefined;
    return Object.freeze({
      kind: 'rows',
      operation,
      source: this.source,
      view: this.binding.view,
      columns: this.#columns,
      where,
      order: (this.#key.order ?? this.#key.columns).map((column) => ({ column, descending: false })),
      limit: keys.length,
    });
  }

  read(row: LegacyRow): FoundRecord {
    const values = new Map([...this.#readers].map(([name, read]) => [name, read(row)] as const));
    return { key: this.#readKey(row), values };
  }

  #ofKeys(keys: readonly string[]): readonly Predicate[] {
    const [first = ''] = keys;
    return keys.length === 1 ? this.#key.filter('eq', [first]) : this.#key.filter('in', keys);
  }

  #reader(codec: FieldCodec): Reader {
    return codec.reader(codec.columns.map((column) => this.#position(column)));
  }

  #position(column: Column): number {
    const known = this.#columns.findIndex(({ name }) => name === column.name);
    return known === -1 ? this.#columns.push(column) - 1 : known;
  }

  #codec(name: string): FieldCodec {
    const source = this.binding.fields.find(({ field }) => field === name)?.source;
    if (source === undefined) throw new UnusableBinding(`field ${name} of ${this.resource.name} is not bound`);
    return codecOf(this.#field(name), source);
  }

  #field(name: string): Field {
    const field = this.resource.fields.find((each) => each.name === name);
    if (field === undefined) throw new UnusableBinding(`${this.resource.name} has no field ${name}`);
    return field;
  }
}
