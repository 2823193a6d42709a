// The protection of one operation, as the facade defines it: its lane, its times, how long its answers are kept.
// It must never say anything of how things stand now; that is of the lanes, plans and the cache.
import { queueOf } from '../../facade/binding-of-commands.js';
import type { CommandBinding } from '../../facade/binding-of-commands.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Field, Freshness, Operation, WriteOperation } from '../../facade/contract.js';

/** One operation; times in milliseconds. */
export interface OperationRow {
  readonly operation: string;
  readonly resource: string;
  readonly kind: 'read' | 'write';
  /** The source or channel in whose lane it waits. */
  readonly lane: string;
  /** Other lanes it may ask in: for what it refers to, and for what became of it. */
  readonly asks: readonly string[];
  /** The queue its commands wait in; of writes only. */
  readonly queue: string | null;
  /** How long answers are kept; null where none is. */
  readonly freshness: Freshness | null;
  /** Fields whose showing keeps an answer from being kept. */
  readonly neverCached: readonly string[];
  /** Longest a caller is kept waiting for the ERP; null where it does not wait, because a command is accepted. */
  readonly deadlineMs: number | null;
  /** Longest one statement or call may run. */
  readonly timeoutMs: number;
  /** How often it is tried at most, the first time included. */
  readonly tries: number;
}

/** A read is tried once more at most, and only for faults that pass by themselves. */
const TRIES_OF_READS = 2;

/** Every operation of every version, once, in the order of the facade. */
export function operationRows(catalogue: Catalogue): readonly OperationRow[] {
  const rows = catalogue.versions.flatMap(({ operations, writes }) => [
    ...operations.map((operation) => rowOfRead(catalogue, operation)),
    ...writes.map((operation) => rowOfWrite(catalogue, operation)),
  ]);
  return [...new Map(rows.map((row) => [row.operation, row])).values()];
}

function rowOfRead(catalogue: Catalogue, operation: Operation): OperationRow {
  const { id, resource } = operation;
  const lane = catalogue.bindings.get(resource)?.source ?? '';
  const { waitMs = 0, timeoutMs = 0, deadlineMs = waitMs + timeoutMs } = catalogue.lanes.get(lane) ?? {};
  return {
    ...{ operation: id, resource, kind: 'read', lane, asks: [], queue: null },
    freshness: catalogue.resources.get(resource)?.freshness ?? null,
    neverCached: neverCachedIn(catalogue, operation),
    ...{ deadlineMs, timeoutMs, tries: TRIES_OF_READS },
  };
}

function neverCachedIn({ resources }: Catalogue, { resource, embed }: Operation): readonly string[] {
  const { fields = [], children = [] } = resources.get(resource) ?? {};
  const embedded = children.filter(({ name }) => embed.includes(name));
  const shown = [...fields, ...embedded.flatMap((child) => within(child.name, child.fields))];
  return shown.filter(({ neverCached }) => neverCached).map(({ name }) => name);
}

function within(child: string, fields: readonly Field[]): readonly Pick<Field, 'name' | 'neverCached'>[] {
  return fields.map((field) => ({ ...field, name: `${child}.${field.name}` }));
}

function rowOfWrite(catalogue: Catalogue, { id, resource }: WriteOperation): OperationRow {
  const binding = catalogue.commandBindings.get(id);
  const lane = binding?.delivery.channel ?? '';
  const { timeoutMs = 0, retry } = catalogue.lanes.get(lane) ?? {};
  return {
    ...{ operation: id, resource, kind: 'write', lane },
    asks: binding === undefined ? [] : asksOf(catalogue, binding, lane),
    queue: binding === undefined ? null : queueOf(binding),
    ...{ freshness: null, neverCached: [], deadlineMs: null, timeoutMs, tries: retry?.attempts ?? 1 },
  };
}

function asksOf(catalogue: Catalogue, binding: CommandBinding, own: string): readonly string[] {
  const { references, comparedBy, delivery, operation } = binding;
  const looked = [
    ...references.map(({ resource }) => resource),
    ...(comparedBy === undefined ? [] : [operation.slice(0, operation.lastIndexOf('.'))]),
  ];
  const sources = looked.flatMap((resource) => catalogue.bindings.get(resource)?.source ?? []);
  const { verify } = delivery;
  const verified = verify === undefined ? [] : [verify.kind === 'view' ? verify.source : verify.channel];
  return [...new Set([...sources, ...verified])].filter((name) => name !== own);
}
