// The demo facade whose orders are verified by their natural key, as where an ERP can keep no reference: a customer, a
// currency, and the time at which the order was entered.
import { offlineEnvironment } from '../../../src/composition/facade-environment.js';
import { loadOffline } from '../../../src/composition/load-catalogue.js';
import type { Catalogue } from '../../../src/facade/catalogue.js';
import { contosoCopy } from '../running/contoso-copy.js';
import type { Change } from '../running/contoso-copy.js';
import { ownFolder } from '../running/own-folder.js';

/** What is changed; the clocks of ERP and gateway may be as far apart as given. */
export function byNaturalKey(skew: string): Change {
  return [
    'resources/orders.yaml',
    /match: \{ EXTREF: \$command\.id \}/,
    `match: { CUSTNO: customerId, ORDCUR: currency }
        since: { date: ORDDAT, time: ORDTIM, timezone: Europe/Copenhagen, skew: ${skew} }`,
  ];
}

/** Its catalogue, connected to nothing. */
export function naturalContoso(skew: string): Catalogue {
  using own = ownFolder();
  const outcome = loadOffline(contosoCopy(own.path, [byNaturalKey(skew)]), offlineEnvironment({}));
  if (!outcome.ok) throw new Error(outcome.faults.join('\n'));
  return outcome.value.catalogue;
}
