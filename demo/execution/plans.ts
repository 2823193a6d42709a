// Parsed and compiled statements, kept by their text: a gateway sends the same few texts over and over.
import { compile, type Compiled } from '../compiler/compile.js';
import type { Catalogue } from '../compiler/catalogue.js';
import { parseDeclarations, type Declaration } from '../tsql/declaration-parser.js';
import { parseBatch } from '../tsql/statement-parser.js';
import type { DataStatement, Statement } from '../tsql/syntax-tree.js';
import { typesOf, type Variables } from './variables.js';

/** One text with its declarations, parsed. Its parts are compiled when they first run. */
export class Plan {
  private readonly compiled = new Map<object, Compiled>();

  constructor(
    readonly statements: readonly Statement[],
    readonly declarations: readonly Declaration[],
    private readonly catalogue: Catalogue,
  ) {}

  /** The compiled form of one part of the text; variables have the same types whenever it runs. */
  compiledOf(part: object, statement: () => DataStatement, variables: Variables): Compiled {
    const known = this.compiled.get(part);
    if (known !== undefined) return known;
    const compiled = compile(statement(), this.catalogue, typesOf(variables));
    this.compiled.set(part, compiled);
    return compiled;
  }
}

const CAPACITY = 2000;

/** The plans of one database. */
export class Plans {
  private readonly plans = new Map<string, Plan>();

  constructor(private readonly catalogue: Catalogue) {}

  /** The plan of a text. Throws the syntax errors of SQL Server. */
  plan(sql: string, declarations = ''): Plan {
    const key = `${declarations}\0${sql}`;
    const known = this.plans.get(key);
    if (known !== undefined) return known;
    const plan = new Plan(parseBatch(sql), parseDeclarations(declarations), this.catalogue);
    if (this.plans.size >= CAPACITY) this.plans.clear();
    this.plans.set(key, plan);
    return plan;
  }
}
