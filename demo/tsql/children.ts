// The parts of an expression, for whoever walks a tree. Sub-selects are closed: their inside is not a part.
import type { Expression, Window } from './syntax-tree.js';

type PartsByKind = {
  readonly [K in Expression['kind']]: (
    expression: Extract<Expression, { kind: K }>,
  ) => readonly (Expression | undefined)[];
};

const none = (): readonly Expression[] => [];
const operand = (expression: { readonly operand: Expression }): readonly Expression[] => [expression.operand];
const sides = (expression: { readonly left: Expression; readonly right: Expression }): readonly Expression[] => [
  expression.left,
  expression.right,
];

const PARTS: PartsByKind = {
  text: none,
  number: none,
  binary: none,
  null: none,
  variable: none,
  global: none,
  column: none,
  subquery: none,
  exists: none,
  cast: operand,
  sign: operand,
  not: operand,
  isNull: operand,
  arithmetic: sides,
  compare: sides,
  logic: sides,
  call: ({ args, over }) => [...args, ...windowParts(over)],
  case: (choice) => [
    choice.operand,
    ...choice.branches.flatMap((branch) => [branch.when, branch.result]),
    choice.otherwise,
  ],
  between: (range) => [range.operand, range.low, range.high],
  in: (set) => ('kind' in set.among ? [set.operand] : [set.operand, ...set.among]),
  like: (test) => [test.operand, test.pattern, test.escape],
};

/** The direct sub-expressions. */
export function childrenOf(expression: Expression): readonly Expression[] {
  const parts = PARTS[expression.kind] as (of: Expression) => readonly (Expression | undefined)[];
  return parts(expression).filter((part) => part !== undefined);
}

function windowParts(window: Window | undefined): readonly Expression[] {
  if (window === undefined) return [];
  return [...window.partitionBy, ...window.orderBy.map((item) => item.expression)];
}
