// Which requests of each connection have not ended yet, so that a connection that is gone takes all of them along.
// Node says nothing about a request whose body was read and whose caller then left; the connection always does.
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** The open requests of a listener. */
export class OpenRequests {
  readonly #bySocket = new WeakMap<Socket, Set<FastifyRequest>>();

  /** @param abandon called once for each request that was open when its connection closed */
  constructor(private readonly abandon: (request: FastifyRequest) => void) {}

  /** A request has arrived. */
  add(request: FastifyRequest): void {
    const { socket } = request.raw;
    const open = this.#bySocket.get(socket) ?? this.#watch(socket);
    open.add(request);
  }

  /** It was answered completely. False when its connection was gone before that. */
  remove(request: FastifyRequest): boolean {
    return this.#bySocket.get(request.raw.socket)?.delete(request) ?? false;
  }

  #watch(socket: Socket): Set<FastifyRequest> {
    const open = new Set<FastifyRequest>();
    this.#bySocket.set(socket, open);
    socket.once('close', () => {
      for (const request of open) this.abandon(request);
      open.clear();
    });
    return open;
  }
}
