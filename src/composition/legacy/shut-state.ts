// What readiness says of a source or channel that may not even be asked how it is.
import type { SourceState } from '../../legacy/source.port.js';
import type { Breaker } from '../../protection/breaker/breaker.js';
import type { Lane } from '../../protection/lanes/lane.js';

/** Undefined where it may be asked; an open breaker lets the gateway's own questions through. */
export function shutState(lane: Lane | undefined, breaker: Breaker | undefined): SourceState | undefined {
  const state = breaker?.state();
  if (state?.kind === 'held') {
    return { kind: 'unavailable', advice: `It is held by ${state.by} since ${state.at}: ${state.reason}` };
  }
  const shut = lane?.shut();
  if (shut?.why !== 'unclean-end') return undefined;
  const seconds = Math.ceil(shut.forMs / 1_000);
  const advice = `A former process ended without stopping, and its statements may still run at the ERP. It is asked again in ${seconds} s.`;
  return { kind: 'unavailable', advice };
}
