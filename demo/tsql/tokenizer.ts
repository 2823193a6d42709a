// T-SQL text to tokens. It knows comments, quoted names, strings and numbers; it knows nothing of grammar.
import { SqlError } from '../values/sql-error.js';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'binary' | 'variable' | 'global' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The text without its quotes or brackets; a variable keeps its @. */
  readonly text: string;
  /** Upper case for words, globals and symbols; empty otherwise, so that a quoted name is never a keyword. */
  readonly upper: string;
  /** True for N'...' strings. */
  readonly national: boolean;
}

const BLANK = /(?:[\s\uFEFF]+|--[^\n]*)+/y;
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['binary', /0x[0-9a-f]*/iy],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy],
  ['global', /@@[\w$]+/y],
  ['variable', /@[\p{L}\w$#@]+/uy],
  ['word', /[\p{L}_#][\p{L}\w$#@]*/uy],
  ['symbol', /<>|<=|>=|!=|[-+*/%=<>(),.;&|^~]/y],
];
const CLOSING: Readonly<Record<string, string>> = { "'": "'", '"': '"', '[': ']' };

/** Splits text into tokens, the last one of kind `end`. Throws 102 for a stray character, 105 for an open quote. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = skipBlanks(sql, 0);
  while (at < sql.length) {
    const [token, next] = tokenAt(sql, at);
    tokens.push(token);
    at = skipBlanks(sql, next);
  }
  tokens.push({ kind: 'end', text: '', upper: '', national: false });
  return tokens;
}

function tokenAt(sql: string, at: number): [Token, number] {
  const national = /[Nn]/.test(sql.charAt(at)) && sql.charAt(at + 1) === "'";
  const start = national ? at + 1 : at;
  const closing = CLOSING[sql.charAt(start)];
  if (closing !== undefined) {
    const [text, next] = quotedText(sql, start, closing);
    return [{ kind: closing === "'" ? 'string' : 'quoted', text, upper: '', national }, next];
  }
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(sql)?.[0];
    if (text !== undefined) {
      const upper = kind === 'word' || kind === 'global' || kind === 'symbol' ? text.toUpperCase() : '';
      return [{ kind, text, upper, national: false }, at + text.length];
    }
  }
  throw new SqlError(102, `Incorrect syntax near '${sql.charAt(at)}'.`);
}

/** Text up to the closing quote; a doubled quote stands for itself. */
function quotedText(sql: string, start: number, closing: string): [string, number] {
  let text = '';
  let from = start + 1;
  for (;;) {
    const end = sql.indexOf(closing, from);
    if (end < 0) {
      const shown = (text + sql.slice(from)).slice(0, 60);
      throw new SqlError(105, `Unclosed quotation mark after the character string '${shown}'.`);
    }
    text += sql.slice(from, end);
    if (sql.charAt(end + 1) !== closing) return [text, end + 1];
    text += closing;
    from = end + 2;
  }
}

function skipBlanks(sql: string, start: number): number {
  let at = start;
  for (;;) {
    BLANK.lastIndex = at;
    const blank = BLANK.exec(sql)?.[0].length ?? 0;
    const next = skipComment(sql, at + blank);
    if (next === at) return at;
    at = next;
  }
}

/** Block comments nest in T-SQL. */
function skipComment(sql: string, start: number): number {
  if (!sql.startsWith('/*', start)) return start;
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(sql); match !== null; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  throw new SqlError(113, "Missing end comment mark '*/'.", { class: 15 });
}
