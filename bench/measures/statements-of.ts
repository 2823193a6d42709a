// The statements a request leads to, taken from the gateway's own explanation, so that both sides send the same.
import { offlineEnvironment } from '../../src/composition/facade-environment.js';
import { loadOffline } from '../../src/composition/load-catalogue.js';
import { SOURCE_ADAPTERS } from '../../src/composition/legacy/source-adapters.js';
import type { Catalogue } from '../../src/facade/catalogue.js';
import type { ReadPlan } from '../../src/legacy/read-plan.js';
import { explainRead } from '../../src/read/explain-read.js';
import type { BareStatement } from '../processes/bare-driver.js';

/** A request in the words of the contract. */
export interface AskedRead {
  readonly operation: string;
  readonly query: string;
  readonly key?: string;
}

const FACADE = 'facades/contoso';
const VERSION = 'v1';

/** Text and parameters, in the order in which the gateway sends them. */
export function statementsOf(asked: AskedRead): readonly BareStatement[] {
  const loaded = loadOffline(FACADE, offlineEnvironment({}));
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  const { catalogue } = loaded.value;
  const plans = explainRead(catalogue, { version: VERSION, ...asked });
  return plans.map((plan) => explain(catalogue, withParent(plan, asked.key)));
}

/** The explanation has a sample in the place of the parent, which only the first statement tells; here it is known. */
function withParent(plan: ReadPlan, key: string | undefined): ReadPlan {
  return plan.kind === 'children' && key !== undefined ? { ...plan, parents: [[key]] } : plan;
}

function explain(catalogue: Catalogue, plan: ReadPlan): BareStatement {
  const adapter = SOURCE_ADAPTERS.get(catalogue.sources.get(plan.source)?.adapter ?? '');
  if (adapter === undefined) throw new Error(`source ${plan.source} has no adapter`);
  return adapter.explain(plan);
}
