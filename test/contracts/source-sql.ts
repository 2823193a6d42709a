// The contract's views as plain T-SQL, for servers that are reached only as a person would: CREATE TABLE and INSERT.
import type { Column } from '../../src/facade/binding.js';
import type { LegacyRow, LegacyValue } from '../../src/legacy/legacy-value.js';
import type { ContractView } from './source-data.js';

const quoted = (name: string): string => `[${name.replaceAll(']', ']]')}]`;

/** One CREATE TABLE; a table will do where the contract says view. */
export function createText(schema: string, view: ContractView): string {
  const columns = view.columns.map(
    ({ name, type, nullable }) => `${quoted(name)} ${type} ${nullable ? 'NULL' : 'NOT NULL'}`,
  );
  return `CREATE TABLE ${quoted(schema)}.${quoted(view.name)} (${columns.join(', ')})`;
}

/** One INSERT per row. */
export function insertTexts(schema: string, view: ContractView): readonly string[] {
  const names = view.columns.map(({ name }) => quoted(name)).join(', ');
  return view.rows.map((row) => {
    return `INSERT INTO ${quoted(schema)}.${quoted(view.name)} (${names}) VALUES (${literals(view, row).join(', ')})`;
  });
}

function literals(view: ContractView, row: LegacyRow): readonly string[] {
  return view.columns.map((column, index) => literal(column, row[index] ?? null));
}

function literal({ type }: Column, value: LegacyValue): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `0x${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (/^(float|real)/.test(type)) return Number(value).toExponential();
  if (/int|decimal|money/.test(type)) return String(value);
  const text = `'${String(value).replaceAll("'", "''")}'`;
  return /^n/.test(type) ? `N${text}` : `CAST(${text} AS ${type})`;
}
