// Holds each request against the plan of its client: requests in flight, then the rate. Every answer says what is left.
// It must never look at anything a caller can choose: the client comes from the proof.
import { Problem } from '../../problems/problem.js';
import type { LimitReason, PlanMeter } from '../../protection/limits/client-limits.js';
import type { Taken } from '../../protection/limits/plan-limits.port.js';
import type { AdmissionServices, Verdict } from '../admission/admission-step.js';
import type { Visit } from '../admission/visit.js';
import { fieldsOf, POLICY_FIELD, secondsUntilMore, STATE_FIELD } from './plan-fields.js';

/** Refuses with 429; whoever is let in holds a place among the requests in flight until its request has ended. */
export function limitByPlan(visit: Visit, services: AdmissionServices): Verdict | Promise<Verdict> {
  const { context, reply, client } = visit;
  const clientId = context.principal?.clientId;
  if (services.plans === undefined || clientId === undefined) return undefined;
  const meter = services.plans.of(client?.plan);
  if (meter === undefined) return undefined;
  const { plan } = meter;
  context.bulk = plan.priority === 'bulk';
  reply.header(POLICY_FIELD, fieldsOf(plan).policy);
  const place = meter.enter(clientId);
  if (place === undefined) return refuseConcurrency(visit, services, meter);
  context.hold(place);
  const taken = meter.take(clientId);
  return taken instanceof Promise
    ? taken.then((late) => conclude(late, visit, services, meter))
    : conclude(taken, visit, services, meter);
}

function conclude(taken: Taken, ...[visit, services, meter]: Refused): Verdict {
  const { plan } = meter;
  visit.reply.header(STATE_FIELD, fieldsOf(plan).state(taken));
  if (taken.allowed) return undefined;
  const seconds = plan.windowMs / 1000;
  const detail = `The plan "${plan.name}" allows ${plan.requests} requests in ${seconds} s, and at most ${plan.burst} at once.`;
  return refuse('rate', { retryAfterSeconds: secondsUntilMore(taken), detail }, [visit, services, meter]);
}

function refuseConcurrency(...[visit, services, meter]: Refused): Problem {
  const { plan } = meter;
  visit.reply.header(STATE_FIELD, fieldsOf(plan).noneInFlight);
  const detail = `The plan "${plan.name}" allows ${plan.concurrency} requests in flight.`;
  return refuse('concurrency', { retryAfterSeconds: 1, detail }, [visit, services, meter]);
}

type Refused = readonly [visit: Visit, services: AdmissionServices, meter: PlanMeter];

function refuse(
  reason: LimitReason,
  says: { readonly retryAfterSeconds: number; readonly detail: string },
  [{ context }, { observe }, { plan }]: Refused,
): Problem {
  const { correlationId, principal } = context;
  const clientId = principal?.clientId ?? '';
  observe({ kind: 'limit-refused', correlationId, clientId, plan: plan.name, reason });
  return new Problem('too-many-requests', { ...says, internal: `${plan.name}: ${reason}` });
}
