// A way to a server that ends after so many pieces of traffic, in either direction, handshake included; or that swallows
// everything from now on without a word, as a firewall does that has forgotten the connection.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #near = new Set<Socket>();
  #left = Infinity;
  #seen = 0;
  #swallows = false;

  private constructor(target: number) {
    this.#server = createServer((near) => {
      const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
      near.setNoDelay(true);
      this.#near.add(near);
      near.once('close', () => this.#near.delete(near));
      this.#join(near, far);
      this.#join(far, near);
    });
  }

  static async start(target: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Pieces that passed since `cutAfter`. */
  get seen(): number {
    return this.#seen;
  }

  /** Lets so many more pieces pass, then ends every connection; Infinity for ever. */
  cutAfter(pieces: number): void {
    this.#left = pieces;
    this.#seen = 0;
  }

  /** Connections stay open on both sides, and nothing passes any more. */
  swallow(): void {
    this.#swallows = true;
  }

  /** Connections that are open on the near side. */
  get connections(): number {
    return this.#near.size;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    from
      .on('error', () => undefined)
      .once('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    from.on('data', (piece: Buffer) => {
      if (this.#swallows) return;
      if (this.#left <= 0) {
        from.destroy();
        return;
      }
      this.#left -= 1;
      this.#seen += 1;
      to.write(piece);
    });
  }
}
