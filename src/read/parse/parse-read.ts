// From a raw query string to what was asked, checked against the description: the first stage of a read.
// It must never throw anything but a Problem, and must name every fault of the query at once.
import type { FilterOperator, Operation, SortTerm } from '../../facade/contract.js';
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';
import type { ParameterTable, UsedParameter } from './parameter-table.js';
import { parseForm } from './parse-form.js';
import type { Form, Pair } from './parse-form.js';

/** One filter, its values as canonical text. */
export interface AskedFilter {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

/** A query that holds to the contract. */
export interface AskedRead {
  readonly filters: readonly AskedFilter[];
  /** Empty when the caller named no order. */
  readonly sort: readonly SortTerm[];
  /** Most records of the page; undefined when the caller named none. */
  readonly limit: number | undefined;
  readonly after: string | undefined;
  readonly count: boolean;
  /** Undefined when the caller did not choose. */
  readonly fields: readonly string[] | undefined;
  /** What was given, in order. */
  readonly pairs: readonly Pair[];
}

/** Parses the query of one operation. Throws the problem `invalid-request` with all faults. */
export function parseRead(query: string, operation: Operation, table: ParameterTable): AskedRead {
  const form = parseForm(query);
  const checked = [...valuesByName(form)].map(([name, values]) => table.check(name, values));
  const used = checked.filter((one): one is UsedParameter => 'values' in one);
  const faults = [
    ...form.faults,
    ...checked.filter((one): one is RequestFault => !('values' in one)),
    ...used.flatMap(repeatedSortFields),
  ];
  if (faults.length > 0)
    throw new Problem('invalid-request', { errors: faults, internal: `bad query for ${operation.id}` });
  return { ...asked(used), pairs: form.pairs };
}

function valuesByName(form: Form): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const { name, value } of form.pairs) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

function repeatedSortFields({ parameter, values }: UsedParameter): readonly RequestFault[] {
  if (parameter.use.kind !== 'sort') return [];
  const fields = values.map((term) => sortTerm(term).field);
  if (new Set(fields).size === fields.length) return [];
  return [{ parameter: parameter.name, detail: `A field stands twice. Expected ${parameter.expected}.` }];
}

function asked(used: readonly UsedParameter[]): Omit<AskedRead, 'pairs'> {
  const values = (kind: string): readonly string[] | undefined =>
    used.find(({ parameter }) => parameter.use.kind === kind)?.values;
  const limit = values('limit')?.[0];
  return {
    filters: used.flatMap(({ parameter: { use }, values }) => (use.kind === 'filter' ? [{ ...use, values }] : [])),
    sort: (values('sort') ?? []).map(sortTerm),
    limit: limit === undefined ? undefined : Number(limit),
    after: values('after')?.[0],
    count: values('count') !== undefined,
    fields: values('fields'),
  };
}

function sortTerm(term: string): SortTerm {
  return term.startsWith('-') ? { field: term.slice(1), descending: true } : { field: term, descending: false };
}
