// Calls one listener over a few kept connections: quick enough for thousands of requests, and it sends a request target
// byte by byte as given. It must never tidy an address up, as fetch does.
import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

/** An answer, read to its end. */
export interface ClientAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Connections that are kept; dispose it to close them. */
export class KeepAliveClient implements Disposable {
  readonly #agent: Agent;

  /** @param address `http://127.0.0.1:3000` @param most connections at once; further requests wait for one. */
  constructor(
    private readonly address: string,
    private readonly most = 16,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: most });
  }

  /** Sends one request; `target` is written as it stands. Rejects when the connection breaks. */
  send(
    target: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
    body?: string,
  ): Promise<ClientAnswer> {
    const { hostname, port } = new URL(this.address);
    const options = { hostname, port, agent: this.#agent, path: target, method, headers };
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(pieces).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      });
      outgoing.on('error', reject).end(body);
    });
  }

  /** Sends one request per item, as many at once as there are connections; answers come back in the order of the items. */
  async each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
    const results: Result[] = [];
    const open = items.entries();
    const worker = async (): Promise<void> => {
      for (const [index, item] of open) results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: this.most }, worker));
    return results;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
