// The Prometheus instruments of plans and overload: names, help and labels. Plans come from the facade, so they are few.
// It must never have a label for a client or an address: there can be very many.
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** Instruments of plans and overload. */
export interface LimitInstruments {
  readonly limitRefusals: Counter<'plan' | 'reason'>;
  readonly addressRefusals: Counter<'of'>;
  readonly loadShed: Counter<'reason' | 'group'>;
  readonly overloadLevel: Gauge;
  readonly connectionsCut: Counter<'reason'>;
}

/** Makes them in `registry`. */
export function limitInstruments(registry: Registry): LimitInstruments {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> =>
    new Counter<L>({ name: `banyan_${name}`, help, labelNames, registers });
  return {
    limitRefusals: counter('limit_refusals_total', 'Requests refused by the plan of their client: rate, concurrency.', [
      'plan',
      'reason',
    ]),
    addressRefusals: counter(
      'address_refusals_total',
      'Requests without a client refused because their address sent too many.',
      ['of'],
    ),
    loadShed: counter('load_shed_total', 'Requests refused because the gateway has too much to do.', [
      'reason',
      'group',
    ]),
    overloadLevel: new Gauge({
      name: 'banyan_overload_level',
      help: 'Whom the gateway refuses: 0 nobody, 1 documents, 2 strangers, 3 bulk, 4 reads, 5 writes as well.',
      registers,
    }),
    connectionsCut: counter('connections_cut_total', 'Connections closed: too many, or answers taken too slowly.', [
      'reason',
    ]),
  };
}
