// The small rewriting that lets T-SQL types stand in SQLite DDL. It changes CREATE TABLE only and never its meaning.
import { isMoney, isWide, parseType } from '../values/sql-type.js';

const TEXT = /\b(n?(?:var)?char)\s*\(\s*(\d+|max)\s*\)(\s+collate\b)?/gi;
const BINARY_MAX = /\bvarbinary\s*\(\s*max\s*\)/gi;
const DECIMAL = /\b(?:decimal|numeric)\b(?:\s*\(\s*\d+\s*(?:,\s*\d+\s*)?\))?/gi;
const MONEY = /\bmoney\b(?=\s*(?:[,)]|not\b|null\b|default\b|primary\b|unique\b|check\b|references\b|$))/gi;

/**
 * Text columns become case-insensitive, (MAX) is quoted because SQLite wants numbers there, and decimals beyond fifteen
 * digits get a declared type with TEXT affinity, so that their sortable form is not turned into a double.
 */
export function storedDdl(ddl: string): string {
  if (!/^\s*create\s+table\b/i.test(ddl)) return ddl;
  return ddl
    .replace(TEXT, (_, name: string, length: string, collated: string | undefined) => {
      const type = length.toLowerCase() === 'max' ? `"${name}(MAX)"` : `${name}(${length})`;
      return collated === undefined ? `${type} COLLATE NOCASE` : `${type}${collated}`;
    })
    .replace(BINARY_MAX, '"VARBINARY(MAX)"')
    .replace(DECIMAL, asText)
    .replace(MONEY, asText);
}

function asText(written: string): string {
  const type = parseType(written);
  return isMoney(type) || isWide(type) ? `"${written} TEXT"` : written;
}

/** True for an index, which is built after seeding because that is faster. */
export const isIndex = (ddl: string): boolean => /^\s*create\s+(?:unique\s+)?index\b/i.test(ddl);
