// Finds out what became of commands whose outcome is unknown: asks again and again, with pauses, until there is proof or
// the time is up; then a person is asked. While nobody may be asked no time passes. It must never decide anything without
// proof.
import type { CancelTimer } from '../../kernel/clock.js';
import { failureText } from '../../kernel/failure-text.js';
import { settledWithin } from '../../kernel/settled-within.js';
import type { DeliveryOutcome } from '../../legacy/delivery.js';
import type { Command } from '../command.js';
import { backoffMs } from '../dispatch/backoff.js';
import { decide } from '../dispatch/decision.js';
import type { Decision } from '../dispatch/decision.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import { inquire } from './inquire.js';
import { carryOut, park } from '../dispatch/settle.js';
import { tellVerdict } from './tell-verdict.js';
import { TimeLeftAlone } from './time-left-alone.js';
import { open } from './verdict.js';
import type { Verdict } from './verdict.js';

const NOBODY_LEFT = 'The facade does not say any more how to find out whether this happened.';
const CHANGED = 'The facade changed since the call, so that what is found by it, or not, proves nothing.';

interface Inquiry {
  /** As it stood at the last claim; its fence is what a settlement is made with. */
  command: Command;
  /** Epoch milliseconds by which the session at the ERP was over; undefined while it may still run. */
  endedAt: number | undefined;
  readonly since: number;
  readonly waited: TimeLeftAlone;
  tries: number;
  cancelTimer: CancelTimer;
}

/** The open questions of all channels. */
export class Resolver {
  readonly #open = new Map<string, Inquiry>();
  readonly #asking = new Set<Promise<void>>();
  #stopped = false;

  constructor(private readonly context: DispatchContext) {}

  /**
   * Takes up a command that stands at `unknown`, or takes note of its new claim. `sessionEnded` is what is known about
   * the call: over, gone without a word (over after the grace), or undefined while this process still waits for it.
   */
  take(command: Command, sessionEnded: boolean | undefined): void {
    const known = this.#open.get(command.id);
    const endedAt = known?.endedAt ?? this.#endOf(sessionEnded);
    if (known !== undefined) {
      Object.assign(known, { command, endedAt });
      return;
    }
    const since = this.context.clock.monotonic();
    const waited = new TimeLeftAlone(this.context);
    const inquiry = { command, endedAt, since, waited, tries: 0, cancelTimer: () => undefined };
    this.#open.set(command.id, inquiry);
    this.#ask(inquiry);
  }

  /** A result that came too late to count by itself settles the question under the present claim. */
  async learn(commandId: string, outcome: DeliveryOutcome): Promise<void> {
    const inquiry = this.#open.get(commandId);
    if (inquiry === undefined) return;
    const write = this.context.writes.find(inquiry.command.version, inquiry.command.operation);
    const decision = write?.kind === 'call' ? decide(write, outcome) : undefined;
    if (decision === undefined) return;
    if (decision.kind === 'ask') inquiry.endedAt ??= this.#endOf(decision.sessionEnded);
    else await this.#settle(inquiry, decision);
  }

  /**
   * Asks no more, and waits at most `graceMs` milliseconds for questions that are under way. What is open is taken up after
   * the next start.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    for (const { cancelTimer } of this.#open.values()) cancelTimer();
    await settledWithin(this.context.clock, graceMs, Promise.all(this.#asking));
  }

  #endOf(sessionEnded: boolean | undefined): number | undefined {
    if (sessionEnded === undefined) return undefined;
    return this.context.clock.now() + (sessionEnded ? 0 : this.context.times.graceMs);
  }

  #ask(inquiry: Inquiry): void {
    if (this.#stopped) return;
    const asking = this.#askOnce(inquiry)
      .catch((error: unknown) => this.#troubled(inquiry, error))
      .finally(() => this.#asking.delete(asking));
    this.#asking.add(asking);
  }

  async #askOnce(inquiry: Inquiry): Promise<void> {
    const { context } = this;
    const { command } = inquiry;
    const againInMs = inquiry.waited.againInMs(this.#placeOf(command));
    if (againInMs !== undefined) {
      inquiry.cancelTimer = context.clock.after(againInMs, () => this.#ask(inquiry));
      return;
    }
    await context.failpoint('verifying', command.id);
    inquiry.tries += 1;
    const verdict = await this.#verdict(inquiry);
    tellVerdict(context, command, verdict);
    await context.failpoint('verified', command.id);
    if (this.#stopped || this.#open.get(command.id) !== inquiry) return;
    if (verdict.kind === 'open') await this.#later(inquiry, verdict.reason);
    else await this.#settle(inquiry, decisionOf(verdict));
  }

  /**
   * A question that changed since the command was sent may look in another place: what it finds proves a yes only where
   * nobody else could have left it, and finding nothing proves nothing.
   */
  async #verdict({ command, endedAt }: Inquiry): Promise<Verdict> {
    const write = this.context.writes.find(command.version, command.operation);
    if (write?.question === undefined) return { kind: 'ambiguous', reason: NOBODY_LEFT, evidence: {} };
    const { question, binding } = write;
    const verdict = await inquire(this.context, question, command, endedAt);
    if (binding.digest === command.bindingDigest) return verdict;
    const isProof = question.isByReference && (verdict.kind === 'happened' || verdict.kind === 'ambiguous');
    return isProof || verdict.kind === 'open' ? verdict : open(CHANGED);
  }

  /** The source or channel that is asked about it. */
  #placeOf({ version, operation }: Command): string | undefined {
    return this.context.writes.find(version, operation)?.question?.asked;
  }

  async #later(inquiry: Inquiry, reason: string): Promise<void> {
    const { clock, verify, random } = this.context;
    if (clock.monotonic() - inquiry.since - inquiry.waited.ms >= verify.giveUpMs) {
      await this.#settle(inquiry, undefined, `No proof was found in ${verify.giveUpMs / 1000} s. ${reason}`);
      return;
    }
    inquiry.cancelTimer = clock.after(backoffMs(inquiry.tries, verify, random), () => this.#ask(inquiry));
  }

  /** Settles under the claim of now; when that was overtaken, looks where the command stands. */
  async #settle(inquiry: Inquiry, decision: Decision | undefined, reason = ''): Promise<void> {
    const { context } = this;
    const { command } = inquiry;
    const settled =
      decision === undefined
        ? await park(context, command, reason, { asked: inquiry.tries, lastAnswer: reason })
        : await carryOut(context, command, decision, true);
    if (settled === undefined && (await this.#stillUnknown(inquiry)))
      await this.#later(inquiry, 'The claim had moved on.');
    else this.#close(inquiry);
  }

  async #stillUnknown(inquiry: Inquiry): Promise<boolean> {
    const found = await this.context.journal.find(inquiry.command.id);
    if (found?.command.state !== 'unknown') return false;
    inquiry.command = found.command;
    return true;
  }

  #close(inquiry: Inquiry): void {
    inquiry.cancelTimer();
    if (this.#open.get(inquiry.command.id) === inquiry) this.#open.delete(inquiry.command.id);
  }

  /** The ledger failed: nothing is settled, and the question stays. */
  #troubled(inquiry: Inquiry, error: unknown): void {
    const text = `verification of ${inquiry.command.id}: ${failureText(error)}`;
    this.context.observe({ kind: 'warning', topic: 'ledger', text });
    if (this.#stopped) return;
    const { clock, verify } = this.context;
    inquiry.cancelTimer = clock.after(verify.longestBackoffMs, () => this.#ask(inquiry));
  }
}

function decisionOf(verdict: Exclude<Verdict, { kind: 'open' }>): Decision {
  switch (verdict.kind) {
    case 'happened':
      return { kind: 'succeeded', result: verdict.found.result, evidence: verdict.evidence };
    case 'did-not-happen':
      return { kind: 'nothing-done', evidence: verdict.evidence };
    case 'ambiguous':
      return { kind: 'park', reason: verdict.reason, evidence: verdict.evidence };
  }
}
