// One attempt to bring one leased command to the ERP: fit -> slot -> commit `delivering` -> deliver -> settle.
// It must never let a byte leave before `delivering` is on disk, and never hold a slot longer than the ERP is busy.
import { startDeadline } from '../../kernel/deadline.js';
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { HeldSlot } from '../../protection/lanes/slot.js';
import type { Command } from '../command.js';
import type { PreparedCall } from '../prepare/prepared-call.js';
import type { Resolver } from '../verify/resolver.js';
import { decide } from './decision.js';
import { required } from './dispatch-context.js';
import type { DispatchContext } from './dispatch-context.js';
import { fitOf } from './misfit.js';
import { moveOf } from './moves-of.js';
import { carryOut } from './settle.js';
import { tellSlot } from './tell-slot.js';

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
  const fit = fitOf('call', context.writes.find(command.version, command.operation), command);
  if (!fit.fits) return parkUnsent(context, command, fit.reason);
  const { write } = fit;
  const slot = { had: false };
  const inSlot = async (_signal: AbortSignal, held: HeldSlot): Promise<Sent | undefined> => {
    slot.had = true;
    const sent = await send(context, write, command);
    tellSlot(held, sent?.outcome);
    return sent;
  };
  try {
    const sent = await required(context.lanes, command.channel).run(context.stopping, inSlot, {
      sort: `${command.operation} call`,
    });
    if (sent !== undefined) await settle(context, write, sent);
    return 'done';
  } catch (error) {
    if (slot.had) throw error;
    await release(context, command, 'no free slot');
    return 'no-slot';
  }
}

interface Sent {
  readonly command: Command;
  readonly outcome: DeliveryOutcome;
}

async function send(context: AttemptContext, write: PreparedCall, leased: Command): Promise<Sent | undefined> {
  const { journal, clock, times } = context;
  const now = clock.now();
  const closing = context.closed(leased.channel, now);
  if (closing !== undefined) return release(context, leased, closing.reason);
  const { timeoutMs } = required(context.limits, leased.channel);
  const delivery = write.delivery(leased, context.nextClosing(leased.channel, now));
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

async function settle(context: AttemptContext, write: PreparedCall, { command, outcome }: Sent): Promise<void> {
  const decision = decide(write, outcome);
  const settled = await carryOut(context, command, decision, write.question !== undefined);
  await context.failpoint('settled', command.id);
  if (settled === undefined) await context.resolver.learn(command.id, outcome);
  else if (settled.state === 'unknown' && decision.kind === 'ask')
    context.resolver.take(settled, decision.sessionEnded);
}

async function parkUnsent({ journal }: AttemptContext, leased: Command, reason: string): Promise<AttemptEnd> {
  const brings = { parkedReason: reason, evidence: { notSent: reason } };
  await journal.move(leased, moveOf(leased, 'parked', journal.instant(), brings));
  return 'done';
}

async function release({ journal }: AttemptContext, leased: Command, released: string): Promise<undefined> {
  await journal.move(leased, moveOf(leased, 'accepted', journal.instant(), { evidence: { released } }));
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
