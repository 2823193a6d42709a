// A statement as a person reads it: text, and each parameter with its declared type.
import type { Explanation } from '../../src/legacy/source.port.js';
import { columnTypeText } from './column/column-type-text.js';
import type { Statement } from './statement/statement.js';

/** What `explain` answers for a plan whose rows are known to be none. */
const NOTHING_TO_SEND: Explanation = {
  text: '-- no statement: a value of the request cannot occur in its column, so the answer is empty',
  parameters: [],
};

export function explainStatement(statement: Statement | undefined): Explanation {
  if (statement === undefined) return NOTHING_TO_SEND;
  return {
    text: statement.text,
    parameters: statement.parameters.map(({ name, type, value }) => ({ name, type: columnTypeText(type), value })),
  };
}
