// Writes the record of one command, or says everything that its layout cannot hold.
// It must never stop at the first fault, nor leave an item out.
import type { CommandValue } from '../../facade/binding-of-commands.js';
import type { Layout, RecordItem } from '../../facade/binding-of-drops.js';
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import { CivilZone } from '../codecs-of-time/civil-zone.js';
import { UnusableBinding } from '../codec.js';
import { Unfit } from '../encode/encode-value.js';
import { codecOfEncoding } from '../encodings/codec-of-encoding.js';
import { inputEntries, pointerStep } from './input-members.js';
import { itemWriter } from './item-writer.js';
import type { Cell, ItemWriter } from './item-writer.js';
import type { InputValue, RecordImage, RecordSource } from '../layouts/record-image.js';
import { recordLines } from './record-lines.js';
import type { LinesOf } from './record-lines.js';
import { Totals } from './totals.js';

/** The records of one layout. */
export class RecordWriter {
  readonly #own: readonly ItemWriter[];
  readonly #ofKey: readonly ItemWriter[];
  readonly #lists: readonly { readonly child: string; readonly items: readonly ItemWriter[] }[];
  readonly #linesOf: LinesOf;
  readonly #totals: Totals;
  readonly #keyAt: number | undefined;

  /** Throws UnusableBinding for a layout that no record can follow. */
  constructor(layout: Layout) {
    const frame = {
      codec: codecOfEncoding(layout.encoding),
      format: layout.format,
      zone: new CivilZone(layout.timezone),
    };
    const writers = (items: readonly RecordItem[]): readonly ItemWriter[] => {
      const partsOf = (value: CommandValue): number => partsIn(items, value);
      return items.map((item) => itemWriter(item, { ...frame, partsOf }));
    };
    this.#own = writers(layout.record);
    this.#ofKey = this.#own.filter((_, index) => layout.record[index]?.value.kind === 'key');
    this.#lists = layout.lists.map(({ child, record }) => ({ child, items: writers(record) }));
    this.#linesOf = recordLines(layout);
    this.#totals = new Totals(layout);
    this.#keyAt = businessKeyAt(layout);
  }

  /** Whether the key of an address can stand wherever the record holds it. */
  fitsKey(key: string): boolean {
    return this.#ofKey.every((write) => !(write({ id: '', key, input: {} }, {}, '') instanceof Unfit));
  }

  /** The record, or every fault with its pointer. */
  write(source: RecordSource): Outcome<RecordImage, Unfit> {
    const faults: Unfit[] = [];
    const own = cellsOf(this.#own, source, { entry: source.input, pointer: '' }, faults);
    const lists = this.#lists.map(({ child, items }) =>
      inputEntries(source.input, child).map((entry, index) => {
        const pointer = pointerStep(child) + pointerStep(index);
        return cellsOf(items, source, { entry, pointer }, faults).map(({ filled }) => filled);
      }),
    );
    if (faults.length > 0) return failure(distinct(faults));
    const lines = this.#linesOf({ own: own.map(({ filled }) => filled), lists });
    const key = this.#keyAt === undefined ? undefined : own[this.#keyAt]?.text;
    const totals = this.#totals.of(source.input);
    return success({ lines, totals, ...(key === undefined ? {} : { businessKey: key }) });
  }
}

interface Entry {
  readonly entry: InputValue;
  readonly pointer: string;
}

const NO_CELL: Cell = { text: '', filled: '' };

function cellsOf(
  items: readonly ItemWriter[],
  source: RecordSource,
  { entry, pointer }: Entry,
  faults: Unfit[],
): readonly Cell[] {
  return items.map((write) => {
    const cell = write(source, entry, pointer);
    if (!(cell instanceof Unfit)) return cell;
    faults.push(cell);
    return NO_CELL;
  });
}

/** A field that stands in the record twice is told of once. */
function distinct(faults: readonly Unfit[]): readonly Unfit[] {
  return [...new Map(faults.map((fault) => [`${fault.pointer} ${fault.detail}`, fault])).values()];
}

/** A record that takes a value apart has a place for its last part. */
function partsIn(items: readonly RecordItem[], value: CommandValue): number {
  const parts = items.map((item) => (sourceName(item.value) === sourceName(value) ? item.text : undefined));
  return Math.max(...parts.map((text) => (text?.kind === 'part' ? text.part + 1 : 1)));
}

/** What a facade calls the source of a value that comes from the command. */
function sourceName(value: CommandValue): string | undefined {
  if (value.kind === 'key') return '$key';
  return value.kind === 'field' ? value.field : undefined;
}

/** Where the business key stands, if acknowledgements are matched by it. */
function businessKeyAt({ name, record, acknowledgement }: Layout): number | undefined {
  if (acknowledgement.kind === 'none' || acknowledgement.match !== 'business-key') return undefined;
  const wanted = acknowledgement.businessKey;
  const at = record.findIndex(({ value }) => sourceName(value) === wanted);
  if (at < 0) throw new UnusableBinding(`${name} has no value in its record that is the business key`);
  return at;
}
