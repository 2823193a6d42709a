// What clients of a torture run saw, in the manner of Jepsen: a request is invoked and then answered, refused or broken
// off; readers see commands in states. It must never leave out an event because it looks odd.
import type { PublicStatus } from '../../src/write/command.js';

/** One event; `request` names a request and its repetitions, which carry the same idempotency key. */
export type HistoryEvent =
  | { readonly kind: 'invoke'; readonly request: string }
  /** Answered 202, with the command's id. */
  | { readonly kind: 'ok'; readonly request: string; readonly commandId: string }
  /** Refused with a status from 400 to 499. */
  | { readonly kind: 'fail'; readonly request: string; readonly status: number }
  /** No answer, or one from 500: it may have been accepted or not. */
  | { readonly kind: 'info'; readonly request: string }
  /** Some reader saw a command. */
  | { readonly kind: 'seen'; readonly commandId: string; readonly status: PublicStatus };

/** The events of one run, in the order in which they were seen. */
export class History {
  readonly events: HistoryEvent[] = [];
  readonly #seen = new Map<string, PublicStatus>();

  add(event: Exclude<HistoryEvent, { kind: 'seen' }>): void {
    this.events.push(event);
  }

  /** Notes what a reader saw; the same again says nothing new. */
  saw(commandId: string, status: PublicStatus): void {
    if (this.#seen.get(commandId) === status) return;
    this.#seen.set(commandId, status);
    this.events.push({ kind: 'seen', commandId, status });
  }
}
