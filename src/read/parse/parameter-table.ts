// The parameters of one operation, ready to check values: made once from the description, asked on every request.
// It must never know a parameter that the description does not list.
import { compileSchema } from '../../facade/description/compile-schema.js';
import type { SchemaCheck } from '../../facade/description/compile-schema.js';
import { filterName } from '../../facade/description/query-parameter.js';
import type { QueryParameter } from '../../facade/description/query-parameter.js';
import type { RequestFault } from '../../problems/problem.js';
import { nearest } from '../../kernel/nearest.js';
import { shownName } from './parse-form.js';

/** A parameter that the caller used, with its values taken apart: one for `single`. */
export interface UsedParameter {
  readonly parameter: QueryParameter;
  readonly values: readonly string[];
}

const WHOLE_NUMBER = /^-?\d{1,16}$/;
const BRACKETED = /^([^[\]]*)\[([^[\]]*)\]$/;

/** Knows every parameter by its literal name. */
export class ParameterTable {
  readonly #parameters: ReadonlyMap<string, QueryParameter>;
  readonly #checks = new Map<string, SchemaCheck>();

  constructor(parameters: readonly QueryParameter[]) {
    this.#parameters = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  }

  /** Checks the values given under one name; the fault says what is allowed. */
  check(name: string, given: readonly string[]): UsedParameter | RequestFault {
    const parameter = this.#parameters.get(name);
    if (parameter === undefined) return { parameter: shownName(name), detail: this.#unknown(name) };
    const fault = (detail: string): RequestFault => ({ parameter: name, detail });
    if (parameter.style !== 'repeated' && given.length > 1) return fault(`Given ${given.length} times; allowed once.`);
    if (given.includes('')) return fault(`Empty. Expected ${parameter.expected}.`);
    const values = parameter.style === 'commas' ? (given[0] ?? '').split(',') : given;
    return this.#checkOf(parameter)(asJson(parameter, values))
      ? { parameter, values }
      : fault(`Expected ${parameter.expected}.`);
  }

  /**
   * Compiled when the parameter is first used. A facade has hundreds and callers use a few; compiling them all also
   * crowds the hidden classes of V8 (see bench/README.md), which every request pays for with memory.
   */
  #checkOf({ name, schema }: QueryParameter): SchemaCheck {
    const known = this.#checks.get(name);
    if (known !== undefined) return known;
    const made = compileSchema(schema);
    this.#checks.set(name, made);
    return made;
  }

  #unknown(name: string): string {
    const names = [...this.#parameters.keys()];
    const [, field] = BRACKETED.exec(name) ?? [];
    const operators = this.#operatorsOf(field ?? name);
    if (operators.length > 0) return `Unknown operator. Filters on ${field ?? name}: ${operators.join(', ')}.`;
    const meant = nearest(name, names);
    const allowed = names.length === 0 ? 'This operation takes no query parameters.' : `Allowed: ${names.join(', ')}.`;
    return `Unknown parameter. ${meant === undefined ? '' : `Did you mean ${meant}? `}${allowed}`;
  }

  #operatorsOf(field: string): readonly string[] {
    return [...this.#parameters.values()].flatMap(({ use }) =>
      use.kind === 'filter' && use.field === field ? [filterName(use.field, use.operator)] : [],
    );
  }
}

/** The values as the schema sees them: numbers and booleans are written plainly in a query. */
function asJson(parameter: QueryParameter, values: readonly string[]): unknown {
  const { schema, style } = parameter;
  const type = style === 'single' ? schema.type : schema.items?.type;
  const json = values.map((value) => scalar(type, value));
  return style === 'single' ? json[0] : json;
}

function scalar(type: string | readonly string[] | undefined, value: string): unknown {
  if (type === 'integer') return WHOLE_NUMBER.test(value) ? Number(value) : value;
  if (type === 'boolean') return value === 'true' || (value === 'false' ? false : value);
  return value;
}
