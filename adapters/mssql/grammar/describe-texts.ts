// The texts of `describe`: one for each size of the list of views.
import { describeStatement } from '../describe-views.js';
import { MOST_PARAMETERS } from '../statement/statement.js';
import { powersOfTwo } from './predicate-grammar.js';
import { withoutNumbers } from './split-text.js';

export function describeTexts(): readonly string[] {
  return powersOfTwo(Math.floor(MOST_PARAMETERS / 2)).map((length) => {
    const views = Array.from({ length }, () => ({ schema: 'a', name: 'a' }));
    return withoutNumbers(describeStatement(views).text);
  });
}
