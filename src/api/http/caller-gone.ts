// Tells work that nobody waits for its answer any more. It must never fire because an answer was sent completely.
import type { FastifyReply } from 'fastify';

/** The reason of the signal when the caller closed the connection before the answer was complete. */
export class CallerGone extends Error {
  constructor() {
    super('the caller closed the connection');
    this.name = 'CallerGone';
  }
}

/** A signal that fires when the connection closes before the answer has been handed over completely. */
export function callerGoneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const { raw } = reply;
  if (raw.destroyed) controller.abort(new CallerGone());
  else
    raw.once('close', () => {
      if (!raw.writableFinished) controller.abort(new CallerGone());
    });
  return controller.signal;
}
