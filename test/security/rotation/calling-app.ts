// An app that calls the gateway without a pause over a connection of its own, with tokens or with its plain secret.
// It must never call again what has failed: every failure is one that a person would have seen.
import { KeepAliveClient } from '../../support/running/keep-alive-client.js';

/** How it proves itself. */
export type Proof = 'token' | 'key';

/** A call that was not answered 200. */
export interface FailedCall {
  readonly proof: Proof;
  readonly status: number;
  readonly body: string;
}

const PATH = '/v1/items?limit=1';
/** So often a token is used; the real ones live for minutes, and a test is over before. */
const CALLS_PER_TOKEN = 20;

/** One connection of the app. */
export class CallingApp {
  readonly failures: FailedCall[] = [];
  readonly #connection: KeepAliveClient;
  readonly #running: Promise<void>;
  #calls = 0;
  #token: string | undefined;
  #stopping = false;

  constructor(
    address: string,
    private readonly id: string,
    private readonly proof: Proof,
    private secret: string,
  ) {
    this.#connection = new KeepAliveClient(address, 1);
    this.#running = this.#run();
  }

  /** Calls made so far, those for tokens included. */
  get calls(): number {
    return this.#calls;
  }

  /** Takes the new secret for the next call, and a new token for it. */
  switchTo(secret: string): void {
    this.secret = secret;
    this.#token = undefined;
  }

  /** Resolves when the last call is answered. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
    this.#connection[Symbol.dispose]();
  }

  async #run(): Promise<void> {
    for (let call = 0; !this.#stopping; call += 1) {
      if (call % CALLS_PER_TOKEN === 0) this.#token = undefined;
      await this.#call().catch((error: unknown) => this.#failed(0, String(error)));
    }
  }

  async #call(): Promise<void> {
    const bearer = this.proof === 'key' ? this.secret : (this.#token ??= await this.#fetchToken());
    await this.#send(PATH, { authorization: `Bearer ${bearer}` }, 'GET');
  }

  async #fetchToken(): Promise<string> {
    const authorization = `Basic ${Buffer.from(`${this.id}:${this.secret}`).toString('base64')}`;
    const form = { 'content-type': 'application/x-www-form-urlencoded', authorization };
    const body = await this.#send('/oauth/token', form, 'POST', 'grant_type=client_credentials');
    return (JSON.parse(body) as { readonly access_token?: string }).access_token ?? '';
  }

  async #send(path: string, headers: Readonly<Record<string, string>>, method: string, body = ''): Promise<string> {
    this.#calls += 1;
    const answer = await this.#connection.send(path, headers, method, body);
    if (answer.status !== 200) this.#failed(answer.status, answer.body);
    return answer.body;
  }

  #failed(status: number, body: string): void {
    this.failures.push({ proof: this.proof, status, body });
  }
}
