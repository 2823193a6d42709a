// A caller of proofs: thousands of kept connections in one process, and every call has an end that is written down.
// It must never throw, nor leave out a call because it ended oddly.
import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** An answer, read to its end. `at`: when it was asked for, epoch milliseconds; `ms`: until its last byte. */
export interface Told {
  readonly kind: 'told';
  readonly at: number;
  readonly ms: number;
  readonly status: number;
  /** Of problems. */
  readonly code: string | undefined;
  /** Whole seconds; NaN for anything else. */
  readonly retryAfter: number | undefined;
  readonly age: number | undefined;
  readonly cache: string;
  readonly closes: boolean;
  /** False where fewer bytes came than were promised. */
  readonly whole: boolean;
  /** Only where it was asked for. */
  readonly text: string;
}

/** How a call ended. */
export type Ending =
  | Told
  /** The caller lost patience. */
  | { readonly kind: 'hung-up'; readonly at: number; readonly ms: number }
  /** The connection broke, or there was none. */
  | { readonly kind: 'broken'; readonly at: number; readonly ms: number; readonly reason: string };

/** What is asked. */
export interface Asked {
  readonly path: string;
  readonly bearer?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Ends the call. */
  readonly hangUp?: AbortSignal;
  readonly keepText?: boolean;
}

/** Connections that are kept; dispose it to close them. */
export class ProofClient implements Disposable {
  readonly #agent: Agent;
  readonly #place: { readonly hostname: string; readonly port: string };

  /** `bearer`: whose calls these are unless a call says otherwise. `most`: connections at once. */
  constructor(
    address: string,
    private readonly bearer: string,
    most: number,
  ) {
    const { hostname, port } = new URL(address);
    this.#place = { hostname, port };
    this.#agent = new Agent({ keepAlive: true, maxSockets: most, maxFreeSockets: most });
  }

  /** Asks once. Resolves however it ends. */
  ask(asked: Asked): Promise<Ending> {
    const { path, bearer = this.bearer, method = 'GET', headers, body, hangUp } = asked;
    const from = { at: Date.now(), started: performance.now() };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const options = { ...this.#place, agent: this.#agent, path, method };
    return new Promise((resolve) => {
      const outgoing = request({
        ...options,
        headers: { authorization: `Bearer ${bearer}`, ...type, ...headers },
        ...(hangUp !== undefined && { signal: hangUp }),
      });
      const broke = (error: NodeJS.ErrnoException): void => {
        const end = { at: from.at, ms: performance.now() - from.started };
        if (hangUp?.aborted === true) resolve({ kind: 'hung-up', ...end });
        else resolve({ kind: 'broken', ...end, reason: error.code ?? error.message });
      };
      outgoing.on('error', broke);
      outgoing.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('error', broke).on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => resolve(told(response, Buffer.concat(pieces), from, asked)));
      });
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

function told(
  { statusCode: status = 0, headers }: IncomingMessage,
  body: Buffer,
  { at, started }: { readonly at: number; readonly started: number },
  { keepText = false }: Asked,
): Told {
  const length = headers['content-length'];
  return {
    ...{ kind: 'told', at, ms: performance.now() - started, status },
    code: status >= 400 ? codeOf(body) : undefined,
    ...{ retryAfter: numberIn(headers, 'retry-after'), age: numberIn(headers, 'age') },
    cache: String(headers['cache-status'] ?? ''),
    closes: headers.connection === 'close',
    whole: length === undefined || status === 304 || Number(length) === body.length,
    text: keepText ? body.toString('utf8') : '',
  };
}

function numberIn(headers: IncomingHttpHeaders, name: string): number | undefined {
  const value = headers[name];
  if (value === undefined) return undefined;
  return /^\d+$/.test(String(value)) ? Number(value) : NaN;
}

function codeOf(body: Buffer): string | undefined {
  try {
    return (JSON.parse(body.toString('utf8')) as { readonly code?: string }).code;
  } catch {
    return undefined;
  }
}
