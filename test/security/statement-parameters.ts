// Finds out, from a statement alone, which column each of its parameters is compared with, and what type it must have.
// It must never ask the adapter: it reads what the ERP got, and the shapes the server declared.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RecordedStatement } from '../support/running/running-erp.js';

/** Declared types by view and column: `api.Orders`, `ORDNO`, `char(12)`. */
export type DeclaredTypes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The types of a facade's shape lock. */
export function declaredTypes(facade: string): DeclaredTypes {
  const lock = parse(readFileSync(`${facade}/shape.lock.yaml`, 'utf8')) as { sources: Record<string, DeclaredTypes> };
  const views = Object.values(lock.sources).flatMap((source) => Object.entries(source));
  const bare = (columns: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(columns).map(([name, type]) => [name, type.replace(' not null', '')]));
  return Object.fromEntries(views.map(([view, columns]) => [view, bare(columns)]));
}

const VIEW = /^FROM \[(\w+)\]\.\[(\w+)\]/m;
const COMPARED = /\[(\w+)\] (=|<>|<=|>=|<|>|LIKE|IN) (\([^)]*\)|CONVERT\([^@]*@p\d+\)|@p\d+)/g;
/** Wide numbers travel as text, because the driver would send them through doubles; the server converts them. */
const CONVERTED = /^CONVERT\((.+), (@p\d+)\)$/;
/** LIKE takes patterns of up to 8,000 bytes. */
const PATTERN_TYPES = { narrow: 'varchar(8000)', wide: 'nvarchar(4000)' };
const NUMBER_TEXT = 'varchar(40)';

/** What is wrong with the parameters of a statement; empty when each has exactly the type of its column. */
export function parameterFaults(statement: RecordedStatement, types: DeclaredTypes): readonly string[] {
  const expected = expectedTypes(statement.text, types);
  const faults = statement.parameters.flatMap(({ name, type }) =>
    expected.get(name) === type ? [] : [`${name} is ${type} instead of ${String(expected.get(name))}`],
  );
  const missing = [...expected.keys()].filter((name) => !statement.parameters.some((each) => each.name === name));
  return [...faults, ...missing.map((name) => `${name} is not declared`)];
}

function expectedTypes(text: string, types: DeclaredTypes): ReadonlyMap<string, string> {
  const [, schema = '', view = ''] = VIEW.exec(text) ?? [];
  const columns = types[`${schema}.${view}`] ?? {};
  const limit = text.includes('TOP (@limit)') ? [['@limit', 'int'] as const] : [];
  const compared = [...text.matchAll(COMPARED)].flatMap(([, column = '', operator = '', operand = '']) =>
    operandsOf(operand).map((one) => expectedType(one, operator, columns[column] ?? `no column ${column}`)),
  );
  return new Map([...limit, ...compared]);
}

/** A parameter's name and the type it must have where it stands. */
function expectedType(operand: string, operator: string, declared: string): readonly [name: string, type: string] {
  const [, converted, name] = CONVERTED.exec(operand) ?? [];
  if (operator === 'LIKE') return [operand, patternType(declared)];
  if (name === undefined) return [operand, declared];
  return [name, converted === declared ? NUMBER_TEXT : `converted to ${declared}`];
}

function operandsOf(operand: string): readonly string[] {
  return operand.match(/CONVERT\([^@]*@p\d+\)|@p\d+/g) ?? [];
}

const patternType = (declared: string): string =>
  declared.startsWith('n') ? PATTERN_TYPES.wide : PATTERN_TYPES.narrow;
