// The syntax tree of the dialect: plain frozen data, made by the parsers and read by the compiler.
import type { SqlType } from '../values/sql-type.js';

/** A dotted name, unquoted: ['api', 'Orders']. */
export type NamePath = readonly string[];

export type Literal =
  | { readonly kind: 'text'; readonly value: string; readonly national: boolean }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'binary'; readonly hex: string }
  | { readonly kind: 'null' };

export type Expression =
  | Literal
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'column'; readonly path: NamePath }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly distinct: boolean;
      readonly star: boolean;
      readonly over?: Window;
    }
  | {
      readonly kind: 'cast';
      readonly operand: Expression;
      readonly type: SqlType;
      readonly style?: Expression;
      readonly lenient: boolean;
    }
  | {
      readonly kind: 'case';
      readonly operand?: Expression;
      readonly branches: readonly CaseBranch[];
      readonly otherwise?: Expression;
    }
  | { readonly kind: 'sign'; readonly operator: '-' | '+' | '~'; readonly operand: Expression }
  | { readonly kind: 'arithmetic'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'subquery'; readonly query: Query }
  | Condition;

export type Condition =
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'logic'; readonly operator: 'AND' | 'OR'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'isNull'; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly among: readonly Expression[] | Query;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape?: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: 'exists'; readonly query: Query };

export interface CaseBranch {
  readonly when: Expression;
  readonly result: Expression;
}

export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
}

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** One entry of a select list. */
export type SelectItem =
  | { readonly kind: 'star'; readonly qualifier: NamePath }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly alias?: string };

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly top?: Expression;
  readonly items: readonly SelectItem[];
  readonly from: readonly TableSource[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  readonly having?: Expression;
}

export interface SetOperation {
  readonly kind: 'set';
  readonly operator: 'UNION' | 'UNION ALL' | 'EXCEPT' | 'INTERSECT';
  readonly left: QueryBody;
  readonly right: QueryBody;
}

export type QueryBody = Select | SetOperation;

export interface Query {
  readonly kind: 'query';
  readonly with: readonly { readonly name: string; readonly query: Query }[];
  readonly body: QueryBody;
  readonly orderBy: readonly OrderItem[];
  readonly offset?: Expression;
  readonly fetch?: Expression;
}

export type TableSource =
  | { readonly kind: 'table'; readonly path: NamePath; readonly alias?: string }
  | { readonly kind: 'derived'; readonly query: Query; readonly alias: string }
  | {
      readonly kind: 'function';
      readonly path: NamePath;
      readonly args: readonly Expression[];
      readonly alias?: string;
    }
  | {
      readonly kind: 'join';
      readonly join: 'JOIN' | 'LEFT JOIN' | 'RIGHT JOIN' | 'FULL JOIN' | 'CROSS JOIN';
      readonly left: TableSource;
      readonly right: TableSource;
      readonly on?: Expression;
    };

/** A statement that is compiled to SQLite. */
export type DataStatement =
  | Query
  | {
      readonly kind: 'insert';
      readonly table: NamePath;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Expression[])[];
    }
  | {
      readonly kind: 'update';
      readonly table: NamePath;
      readonly set: readonly Assignment[];
      readonly where?: Expression;
    }
  | { readonly kind: 'delete'; readonly table: NamePath; readonly where?: Expression };

export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

/** One argument of EXEC. */
export interface ExecuteArgument {
  readonly name?: string;
  readonly value: Expression | 'default';
  readonly output: boolean;
}

/** A statement of a batch. */
export type Statement =
  | { readonly kind: 'data'; readonly statement: DataStatement }
  | { readonly kind: 'option' }
  | { readonly kind: 'declare'; readonly name: string; readonly type: SqlType; readonly value?: Expression }
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'print'; readonly value: Expression }
  | {
      readonly kind: 'execute';
      readonly procedure: NamePath;
      readonly args: readonly ExecuteArgument[];
      readonly status?: string;
    }
  | { readonly kind: 'transaction'; readonly action: 'begin' | 'commit' | 'rollback' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'use'; readonly database: string }
  | { readonly kind: 'definition'; readonly verb: string };

const LITERALS = new Set(['text', 'number', 'binary', 'null']);
const CONDITIONS = new Set(['compare', 'logic', 'not', 'isNull', 'between', 'in', 'like', 'exists']);

/** T-SQL has no boolean values: an expression is either a value or a condition. */
export function isCondition(expression: Expression): expression is Condition {
  return CONDITIONS.has(expression.kind);
}

/** True for a value that is written out. */
export function isLiteral(expression: Expression): expression is Literal {
  return LITERALS.has(expression.kind);
}
