// Writes the set of statements for people: the file an ERP owner reviews and signs. Parameter numbers are left out,
// lists and groups that repeat are shown once with their sizes.
import { PROOF_STATEMENTS } from '../proof/proof-statements.js';
import { watermarkStatement } from '../statement/aggregate-statement.js';
import { childrenTexts } from './children-grammar.js';
import { describeTexts } from './describe-texts.js';
import type { PredicateGrammar } from './predicate-grammar.js';
import { type RowsGrammar, rowsGrammar } from './rows-grammar.js';
import type { StatementPieces } from './statement-pieces.js';

const HEAD = `-- Every statement this facade can send to its source, generated; do not edit.
-- @p stands for a parameter; no text of a caller ever becomes part of a statement.
-- Lists of values are padded to 1, 2, 4 ... values by repeating the last one.`;

/** The whole file, the same for the same pieces. */
export function renderStatements(pieces: readonly StatementPieces[]): string {
  const sections = [
    HEAD,
    section('every new connection, as far as readOnly asks', PROOF_STATEMENTS),
    section('check --live', describeTexts().slice(0, 1)),
    ...pieces.map(renderPiece),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, texts: readonly string[]): string {
  return [`-- ==== ${title}`, ...texts.map((text) => `${text};`)].join('\n');
}

function renderPiece(piece: StatementPieces): string {
  switch (piece.kind) {
    case 'rows':
      return renderRows(piece.operation, rowsGrammar(piece));
    case 'children':
      return section(`${piece.operation}: children of the parents of a page`, childrenTexts(piece).slice(0, 1));
    case 'watermark':
      return section(`${piece.operation}: how fresh the source is`, [
        watermarkStatement({ ...piece, source: '' }).text,
      ]);
  }
}

function renderRows(operation: string, grammar: RowsGrammar): string {
  const lines = [
    `-- ==== ${operation}: rows`,
    grammar.comment,
    `SELECT TOP (@limit) ${grammar.expressions.join(', ')}`,
    ...(grammar.countable ? ['-- or, to count: SELECT COUNT_BIG(*), without order'] : []),
    grammar.from,
    ...grammar.always.map((predicate) => `-- always: ${shortest(predicate)}`),
    ...grammar.optional.flatMap(({ label, predicate }) => forms(predicate).map((form) => `-- ${label}: ${form}`)),
    ...grammar.orders.flatMap(({ line, positions }) => [
      ...(line === '' ? [] : [`-- ${line}`]),
      ...[...positions].map((position) => `--   next page: ${position}`),
    ]),
  ];
  return lines.join('\n');
}

/** The forms of a predicate; of lists only the shortest. */
function forms(predicate: PredicateGrammar): readonly string[] {
  if (predicate.kind !== 'texts') return [shortest(predicate)];
  const [first = '', ...others] = predicate.texts;
  return first.includes(' IN (') ? [first] : [first, ...others];
}

function shortest(predicate: PredicateGrammar): string {
  switch (predicate.kind) {
    case 'texts':
      return [...predicate.texts][0] ?? '';
    case 'not':
      return `NOT (${predicate.group.map(shortest).join(' AND ')})`;
    case 'anyOf':
      return `${howMany(predicate)} of ${predicate.groups.map((group) => `(${group.map(shortest).join(' AND ')})`).join(' OR ')}`;
  }
}

function howMany({ groups, most }: Extract<PredicateGrammar, { kind: 'anyOf' }>): string {
  return most <= groups.length ? 'any' : `up to ${most}`;
}
