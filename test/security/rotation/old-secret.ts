// Somebody who goes on with the old secret, and notes when it was good and when not.
import { KeepAliveClient } from '../../support/running/keep-alive-client.js';

/** One try with one bearer value, in epoch milliseconds. */
export interface Try {
  readonly what: 'key' | 'token';
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly status: number;
}

const BETWEEN_MS = 50;

/** Tries the old secret, and a token that was issued for it, until it is stopped. */
export class OldSecret {
  readonly tries: Try[] = [];
  readonly #connection: KeepAliveClient;
  readonly #running: Promise<void>;
  #stopping = false;

  constructor(address: string, secret: string, token: string) {
    this.#connection = new KeepAliveClient(address, 1);
    this.#running = this.#run([
      ['key', secret],
      ['token', token],
    ]);
  }

  /** Tries that were sent after a moment. */
  after(moment: number): readonly Try[] {
    return this.tries.filter(({ sentAt }) => sentAt > moment);
  }

  /** Tries that were answered before a moment. */
  before(moment: number): readonly Try[] {
    return this.tries.filter(({ answeredAt }) => answeredAt < moment);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
    this.#connection[Symbol.dispose]();
  }

  async #run(bearers: readonly (readonly [what: Try['what'], bearer: string])[]): Promise<void> {
    while (!this.#stopping) {
      for (const [what, bearer] of bearers) {
        const sentAt = Date.now();
        const { status } = await this.#connection.send('/v1/items?limit=1', { authorization: `Bearer ${bearer}` });
        this.tries.push({ what, sentAt, answeredAt: Date.now(), status });
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}
