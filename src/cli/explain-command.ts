// `banyan explain`: the statements one request would lead to, without sending any.
import { Command } from 'commander';
import { SOURCE_ADAPTERS } from '../composition/legacy/source-adapters.js';
import type { Catalogue } from '../facade/catalogue.js';
import type { ReadPlan } from '../legacy/read-plan.js';
import type { Explanation } from '../legacy/source.port.js';
import { Problem } from '../problems/problem.js';
import { explainRead } from '../read/explain-read.js';
import { offlineCatalogue } from './offline-catalogue.js';
import { CommandFailure, EXIT, say } from './terminal.js';

interface ExplainOptions {
  readonly query: string;
  readonly key?: string;
  readonly apiVersion: string;
  readonly facade?: string;
}

/** Prints text and parameters of each statement, in the order in which they would run. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('print the statements a request would send to the ERP, without sending them')
    .argument('<operation>', 'operation id, such as orders.list')
    .option('--query <text>', "query string, such as 'status=open&limit=5'", '')
    .option('--key <key>', 'key of the one that is read, for operations such as orders.get')
    .option('--api-version <name>', 'API version', 'v1')
    .option('--facade <folder>', 'facade folder (default: BANYAN_FACADE)')
    .action((operation: string, options: ExplainOptions) => {
      const catalogue = offlineCatalogue(options.facade);
      const plans = plansOf(catalogue, operation, options);
      if (plans.length === 0) say('Nothing is sent: no record can match.');
      for (const plan of plans) say(render(plan, explain(catalogue, plan)));
    });
}

function plansOf(catalogue: Catalogue, operation: string, options: ExplainOptions): readonly ReadPlan[] {
  const { query, key, apiVersion: version } = options;
  assertOperation(catalogue, version, operation);
  try {
    return explainRead(catalogue, { version, operation, query, ...(key === undefined ? {} : { key }) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const faults = error.errors.map((fault) => `  ${fault.parameter ?? ''}: ${fault.detail}`);
    throw new CommandFailure([error.detail ?? 'The request is not valid:', ...faults].join('\n'), EXIT.usage);
  }
}

function assertOperation(catalogue: Catalogue, version: string, operation: string): void {
  const known = catalogue.versions.find(({ name }) => name === version)?.operations.map(({ id }) => id) ?? [];
  if (known.includes(operation)) return;
  throw new CommandFailure(`${version} has no operation ${operation}; it has ${known.join(', ')}.`, EXIT.usage);
}

function explain(catalogue: Catalogue, plan: ReadPlan): Explanation {
  const adapter = SOURCE_ADAPTERS.get(catalogue.sources.get(plan.source)?.adapter ?? '');
  return adapter?.explain(plan) ?? { text: '', parameters: [] };
}

function render(plan: ReadPlan, { text, parameters }: Explanation): string {
  const values = parameters.map(({ name, type, value }) => `  @${name} ${type} = ${shown(value)}`);
  return [`-- ${plan.kind} at ${plan.source}`, text, ...values, ''].join('\n');
}

function shown(value: unknown): string {
  return value instanceof Uint8Array ? `0x${Buffer.from(value).toString('hex')}` : JSON.stringify(value);
}
