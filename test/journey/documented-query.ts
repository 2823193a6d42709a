// What the committed document offers in the query of each list, so that tests walk through all of it.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface DocumentedParameter {
  readonly name?: string;
  readonly in?: string;
  readonly schema?: {
    readonly maximum?: number;
    readonly maxLength?: number;
    readonly items?: { readonly enum?: readonly string[] };
  };
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly parameters: readonly DocumentedParameter[];
}

/** One filter parameter of a list. */
export interface OfferedFilter {
  readonly parameter: string;
  readonly field: string;
  readonly operator: string;
}

/** One list of the API. */
export interface OfferedList {
  readonly operation: string;
  readonly path: string;
  readonly filters: readonly OfferedFilter[];
  /** `id`, `-id` and so on. */
  readonly sorts: readonly string[];
  /** Empty where `fields` is not offered. */
  readonly fields: readonly string[];
  readonly counts: boolean;
  readonly largestPage: number;
}

const BUILT_IN = new Set(['sort', 'limit', 'after', 'count', 'fields']);

/** Every list of the document that shows resources; commands have tests of their own. */
export function offeredLists(file = 'openapi/v1.yaml'): readonly OfferedList[] {
  const document = parse(readFileSync(file, 'utf8')) as {
    readonly paths: Readonly<Record<string, { readonly get?: DocumentedOperation }>>;
  };
  return Object.entries(document.paths)
    .filter(([path]) => !path.endsWith('}') && !path.includes('/commands'))
    .flatMap(([path, { get }]) => (get === undefined ? [] : [offeredList(path, get)]));
}

function offeredList(path: string, { operationId, parameters }: DocumentedOperation): OfferedList {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const named = (name: string): DocumentedParameter | undefined => query.find((parameter) => parameter.name === name);
  return {
    operation: operationId,
    path,
    filters: query.flatMap(({ name = '' }) => (BUILT_IN.has(name) ? [] : [offeredFilter(name)])),
    sorts: named('sort')?.schema?.items?.enum ?? [],
    fields: named('fields')?.schema?.items?.enum ?? [],
    counts: named('count') !== undefined,
    largestPage: named('limit')?.schema?.maximum ?? 1,
  };
}

function offeredFilter(parameter: string): OfferedFilter {
  const [, field = parameter, operator = 'eq'] = /^(\w+)\[(\w+)\]$/.exec(parameter) ?? [];
  return { parameter, field, operator };
}
