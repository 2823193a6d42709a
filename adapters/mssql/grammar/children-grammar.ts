// The grammar of children: everything but the number of parents is fixed, so all its texts can simply be written out.
import { childrenStatement } from '../statement/children-statement.js';
import { MOST_PARAMETERS } from '../statement/statement.js';
import { powersOfTwo } from './predicate-grammar.js';
import { sampleValue } from './sample-value.js';
import { withoutNumbers } from './split-text.js';
import type { ChildrenPieces } from './statement-pieces.js';

/** One text for each size of the list of parents. */
export function childrenTexts(pieces: ChildrenPieces): readonly string[] {
  const parent = pieces.match.map(sampleValue);
  // Two values are left for the limit and for a condition of the view.
  const most = Math.floor((MOST_PARAMETERS - 2) / Math.max(1, parent.length));
  return powersOfTwo(most).flatMap((length) => {
    const parents = Array.from({ length }, () => parent);
    const statement = childrenStatement({ ...pieces, source: '', parents, perParent: 1 }, (text) => text.length);
    return statement === undefined ? [] : [withoutNumbers(statement.text)];
  });
}
