// Closing without cutting anybody off: no new connections, running requests finish, each answer closes its connection.
// It must never wait for longer than it was given.
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../kernel/clock.js';
import type { Overload } from '../../protection/overload/overload.js';

/** Closes within `graceMs` milliseconds; calling it again joins the first call. */
export type Drain = (graceMs: number) => Promise<void>;

/** Makes the instance able to drain; `overload` may ask for connections to be closed before that. `stop` ends accepting and resolves when the last connection has gone. */
export function drainOn(
  instance: FastifyInstance,
  clock: Clock,
  overload?: Pick<Overload, 'closesConnections'>,
): (graceMs: number, stop: () => Promise<void>) => Promise<void> {
  let closed: Promise<void> | undefined;
  instance.addHook('onSend', (_request, reply, payload, done) => {
    if (closed !== undefined || overload?.closesConnections === true) reply.header('connection', 'close');
    done(null, payload);
  });
  return (graceMs, stop) => {
    closed ??= stopWithin(graceMs, stop);
    return closed;
  };

  async function stopWithin(graceMs: number, stop: () => Promise<void>): Promise<void> {
    const cancel = clock.after(graceMs, () => instance.server.closeAllConnections());
    try {
      await stop();
    } finally {
      cancel();
    }
  }
}
