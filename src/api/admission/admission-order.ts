// The order of admission, and which checks apply to which kind of route. This table is the only place that says so.
// A row must never be moved above one whose result it uses. A further check is one more file and one more row.
import type { AdmissionStep } from './admission-step.js';
import { assignCorrelation } from '../correlation/assign-correlation.js';
import { limitByPlan } from '../limits/limit-by-plan.js';
import { shedPublic, shedWork } from '../limits/shed-load.js';
import { throttlePublic } from '../limits/throttle-public.js';
import { authenticateBearer } from './authenticate-bearer.js';
import { checkNetwork } from './check-network.js';
import { checkRevocation } from './check-revocation.js';
import { checkScope } from './check-scope.js';
import { noteUse } from './note-use.js';
import { refuseUnconfigured } from './refuse-unconfigured.js';

/** `unmatched`: no route fits the address. `unconfigured`: a route that does not say what it is. */
export type RouteKind = 'unmatched' | 'unconfigured' | 'public' | 'scoped' | 'own';

type Row = readonly [step: AdmissionStep, ...appliesTo: readonly RouteKind[]];

const ORDER: readonly Row[] = [
  [assignCorrelation, 'unmatched', 'unconfigured', 'public', 'scoped', 'own'],
  [refuseUnconfigured, 'unconfigured'],
  [shedPublic, 'public'],
  [throttlePublic, 'public'],
  [authenticateBearer, 'scoped', 'own'],
  [checkRevocation, 'scoped', 'own'],
  [checkNetwork, 'scoped', 'own'],
  [noteUse, 'scoped', 'own'],
  [checkScope, 'scoped'],
  [limitByPlan, 'scoped', 'own'],
  [shedWork, 'scoped', 'own'],
];

/** The steps of each kind of route, in order. */
export const ADMISSION_STEPS: Readonly<Record<RouteKind, readonly AdmissionStep[]>> = Object.freeze({
  unmatched: stepsOf('unmatched'),
  unconfigured: stepsOf('unconfigured'),
  public: stepsOf('public'),
  scoped: stepsOf('scoped'),
  own: stepsOf('own'),
});

function stepsOf(kind: RouteKind): readonly AdmissionStep[] {
  return Object.freeze(ORDER.filter(([, ...appliesTo]) => appliesTo.includes(kind)).map(([step]) => step));
}
