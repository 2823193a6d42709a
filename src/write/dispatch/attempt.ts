// One attempt to bring one leased command to the ERP: fit -> slot -> commit `delivering` -> deliver -> settle.
// It must never let a byte leave before `delivering` is on disk, and never hold a slot longer than the ERP is busy.
import { startDeadline } from '../../kernel/deadline.js';
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { Command } from '../command.js';
import type { PreparedWrite } from '../prepare/prepared-write.js';
import { decide } from './decision.js';
import { required } from './dispatch-context.js';
import type { DispatchContext } from './dispatch-context.js';
import { moveOf } from './moves-of.js';
import type { Resolver } from './resolver.js';
import { carryOut, park } from './settle.js';

/** How an attempt ended for the dispatcher. */
export type AttemptEnd = 'done' | 'no-slot';

/** What one attempt works with. `stopping` ends waiting for a slot; a call that has begun is finished. */
export interface AttemptContext extends DispatchContext {
  readonly resolver: Resolver;
  readonly stopping: AbortSignal;
}

/** Rejects only when the ledger fails; then the command's claim runs out and the next claim takes it up. */
export async function attempt(context: AttemptContext, command: Command): Promise<AttemptEnd> {
  await context.failpoint('claimed', command.id);
  const write = context.writes.find(command.version, command.operation);
  const misfit = write === undefined ? GONE : misfitOf(write, command);
  if (write === undefined || misfit !== undefined) return parkUnsent(context, command, misfit ?? GONE);
  const slot = { had: false };
  const inSlot = (): Promise<Sent | undefined> => {
    slot.had = true;
    return send(context, write, command);
  };
  try {
    const sent = await required(context.lanes, command.channel).run(context.stopping, inSlot);
    if (sent !== undefined) await settle(context, write, sent);
    return 'done';
  } catch (error) {
    if (slot.had) throw error;
    await release(context, command);
    return 'no-slot';
  }
}

const GONE = 'The facade does not have this operation any more.';

/** A binding that changed since the command was accepted is no reason to refuse it, unless it no longer fits. */
function misfitOf(write: PreparedWrite, command: Command): string | undefined {
  if (write.binding.digest === command.bindingDigest) return undefined;
  const faults = write.faultsOf(command);
  if (faults.length === 0 && write.binding.delivery.channel === command.channel) return undefined;
  const places = faults.map(({ pointer = '', detail }) => `${pointer} ${detail}`.trim());
  return `The facade changed since this command was accepted, and it no longer fits. ${places.join(' ')}`.trim();
}

interface Sent {
  readonly command: Command;
  readonly outcome: DeliveryOutcome;
}

async function send(context: AttemptContext, write: PreparedWrite, leased: Command): Promise<Sent | undefined> {
  const { journal, clock, times } = context;
  const { timeoutMs } = required(context.limits, leased.channel);
  const delivery = write.delivery(leased);
  const leaseUntil = journal.instant(timeoutMs + times.graceMs);
  const moved = await journal.move(leased, moveOf(leased, 'delivering', journal.instant(), { leaseUntil }));
  if (moved.kind === 'overtaken') return undefined;
  await context.failpoint('delivering', leased.id);
  const startedAt = clock.monotonic();
  using deadline = startDeadline(clock, timeoutMs);
  const channel = required(context.channels, leased.channel);
  const outcome = await channel.deliver(delivery, deadline.signal).catch(brokenPromise);
  tell(context, moved.command, outcome, clock.monotonic() - startedAt);
  await context.failpoint('delivered', leased.id);
  return { command: moved.command, outcome };
}

/** A channel promises never to reject. One that does has lost track of its call, and that is all that is known. */
function brokenPromise(error: unknown): DeliveryOutcome {
  return { kind: 'unknown', reason: `the channel failed: ${String(error)}`, sessionEnded: false };
}

async function settle(context: AttemptContext, write: PreparedWrite, { command, outcome }: Sent): Promise<void> {
  const decision = decide(write, outcome);
  const settled = await carryOut(context, command, decision, write.question !== undefined);
  await context.failpoint('settled', command.id);
  if (settled === undefined) await context.resolver.learn(command.id, outcome);
  else if (settled.state === 'unknown' && decision.kind === 'ask')
    context.resolver.take(settled, decision.sessionEnded);
}

/** There is no lawful way from a lease to parked but the one through a delivery that sends nothing. */
async function parkUnsent(context: AttemptContext, leased: Command, reason: string): Promise<AttemptEnd> {
  const { journal } = context;
  const evidence = { notSent: reason };
  const notBefore = journal.instant(context.times.leaseMs);
  let command = leased;
  for (const to of ['delivering', 'backoff'] as const) {
    const moved = await journal.move(command, moveOf(command, to, journal.instant(), { notBefore, evidence }));
    if (moved.kind === 'overtaken') return 'done';
    command = moved.command;
  }
  await park(context, command, reason);
  return 'done';
}

async function release({ journal }: AttemptContext, leased: Command): Promise<void> {
  await journal.move(leased, moveOf(leased, 'accepted', journal.instant(), { evidence: { released: 'no free slot' } }));
}

function tell({ observe }: AttemptContext, command: Command, outcome: DeliveryOutcome, durationMs: number): void {
  const { id: commandId, correlationId, channel, operation, attempts } = command;
  observe({
    kind: 'delivery-ended',
    ...{ commandId, correlationId, channel, operation, durationMs },
    attempt: attempts,
    outcome: outcome.kind,
    errorNumber: 'errorNumber' in outcome ? outcome.errorNumber : undefined,
    internal: internalOf(outcome),
  });
}

function internalOf(outcome: DeliveryOutcome): string | undefined {
  if ('reason' in outcome) return outcome.reason;
  return 'message' in outcome ? outcome.message : undefined;
}
