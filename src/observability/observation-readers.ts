// What log and metrics have in common: one function per kind of observation. The table's type makes it exhaustive,
// so a new kind does not compile until every reader has said what it does with it. It must never have a fallback.
import type { Observation } from './observation.js';

/** The name of a kind. */
export type ObservationKind = Observation['kind'];

/** One member of the union. */
export type ObservationOf<Kind extends ObservationKind> = Extract<Observation, { readonly kind: Kind }>;

/** One function per kind; leaving one out is a compile error. */
export type ObservationReaders<Result> = {
  readonly [Kind in ObservationKind]: (observation: ObservationOf<Kind>) => Result;
};

/** Hands the observation to the reader of its kind. */
export function readObservation<Result>(readers: ObservationReaders<Result>, observation: Observation): Result {
  // The table pairs each kind with its own member; the compiler cannot follow that through an indexed access.
  const reader = readers[observation.kind] as (observation: Observation) => Result;
  return reader(observation);
}
