// A cursor over tokens with the questions every parser asks, and SQL Server's two syntax errors.
import { SqlError } from '../values/sql-error.js';
import { isReserved } from './keywords.js';
import type { Expression, Query } from './syntax-tree.js';
import type { Token } from './tokenizer.js';

const END: Token = { kind: 'end', text: '', upper: '', national: false };

/** The rules that contain one another; carried by the reader so that the parsers need not import each other in circles. */
export interface Grammar {
  /** A value without comparison. */
  operand(reader: TokenReader): Expression;
  value(reader: TokenReader): Expression;
  condition(reader: TokenReader): Expression;
  query(reader: TokenReader): Query;
}

/** Reads tokens one after the other. */
export class TokenReader {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    readonly grammar: Grammar,
  ) {}

  /** The next token, or one further on, without taking it. */
  peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? END;
  }

  take(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  get atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** True when the next token is one of these keywords or symbols. */
  sees(...words: readonly string[]): boolean {
    return words.includes(this.peek().upper);
  }

  /** Takes the keyword or symbol if it comes next. */
  accept(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.at += 1;
    return true;
  }

  /** Takes the keywords or symbols, in this order, or fails. */
  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.accept(word)) this.fail();
  }

  /** Fails unless everything was read. */
  expectEnd(): void {
    if (!this.atEnd) this.fail();
  }

  /** True when the next token can be a name. */
  seesName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'quoted' || (token.kind === 'word' && !isReserved(token.upper));
  }

  name(): string {
    if (!this.seesName()) this.fail();
    return this.take().text;
  }

  /** A dotted name; after a dot any word may follow. */
  path(): string[] {
    const path = [this.name()];
    while (this.sees('.') && (this.peek(1).kind === 'word' || this.peek(1).kind === 'quoted')) {
      this.take();
      path.push(this.take().text);
    }
    return path;
  }

  /** Items separated by commas, at least one. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  /** The text an error message points at. */
  get near(): string {
    return this.nearToken.text;
  }

  private get nearToken(): Token {
    return this.atEnd ? (this.tokens[this.at - 1] ?? END) : this.peek();
  }

  /** What stands between parentheses. */
  parenthesised<T>(inner: () => T): T {
    this.expect('(');
    const result = inner();
    this.expect(')');
    return result;
  }

  /** Reads over a parenthesised hint; hints change no result here. */
  skipParentheses(): void {
    this.expect('(');
    for (let depth = 1; depth > 0;) {
      if (this.atEnd) this.fail();
      const { upper } = this.take();
      if (upper === '(') depth += 1;
      if (upper === ')') depth -= 1;
    }
  }

  /** 156 at a keyword, 102 elsewhere; at the end of the text the last token is named. */
  fail(): never {
    const token = this.nearToken;
    if (!this.atEnd && token.kind === 'word' && isReserved(token.upper)) {
      throw new SqlError(156, `Incorrect syntax near the keyword '${token.text}'.`);
    }
    throw new SqlError(102, `Incorrect syntax near '${token.text}'.`);
  }
}
