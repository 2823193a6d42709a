// Decides whether a text seen at the ERP is one the adapter can emit. The set is finite and known before any request.
import { PROOF_STATEMENTS } from '../proof/proof-statements.js';
import { watermarkStatement } from '../statement/aggregate-statement.js';
import { describeTexts } from './describe-texts.js';
import { childrenTexts } from './children-grammar.js';
import { matchesRows, type RowsGrammar, rowsGrammar } from './rows-grammar.js';
import { withoutNumbers } from './split-text.js';
import type { StatementPieces } from './statement-pieces.js';

/** The set of all texts a source can send for the given pieces, its own proofs and descriptions included. */
export class StatementGrammar {
  readonly #texts: ReadonlySet<string>;
  readonly #rows: readonly RowsGrammar[];

  constructor(pieces: readonly StatementPieces[]) {
    this.#texts = new Set([...PROOF_STATEMENTS, ...describeTexts(), ...pieces.flatMap(wholeTexts)]);
    this.#rows = pieces.flatMap((piece) => (piece.kind === 'rows' ? [rowsGrammar(piece)] : []));
  }

  /** Whether `text` belongs to the set. */
  isEmittable(text: string): boolean {
    const bare = withoutNumbers(text);
    if (this.#texts.has(bare)) return true;
    const lines = bare.split('\n');
    return this.#rows.some((grammar) => matchesRows(grammar, lines));
  }
}

function wholeTexts(piece: StatementPieces): readonly string[] {
  switch (piece.kind) {
    case 'rows':
      return [];
    case 'children':
      return childrenTexts(piece);
    case 'watermark':
      return [watermarkStatement({ ...piece, source: '' }).text];
  }
}
