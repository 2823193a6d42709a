// Fetches key sets over HTTP: allowed hosts only, no redirects, bounded in size and time.
// It must never tell an address to anybody, nor send anything but the plain question.
import { request as requestPlainly } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestSafely } from 'node:https';
import { isAllowedHost, isSafeAddress, KeySetFault, KeySets } from '../../src/credentials/key-sets/key-set.port.js';
import type { Clock } from '../../src/kernel/clock.js';
import { startDeadline } from '../../src/kernel/deadline.js';

/** Where keys may come from and how patiently. */
export interface HttpKeySetOptions {
  /** Hosts, with their port unless it is the usual one. */
  readonly allowedHosts: readonly string[];
  /** Longest a fetch may take. Default 5 s. */
  readonly timeoutMs?: number;
}

const LARGEST_SET = 65_536;
const OK = 200;

/** Key sets of the allowed hosts. Certificates are checked against what Node.js trusts. */
export class HttpKeySets extends KeySets {
  constructor(
    private readonly options: HttpKeySetOptions,
    private readonly clock: Clock,
  ) {
    super();
  }

  async fetch(address: string): Promise<string> {
    const url = URL.parse(address);
    if (url === null || !isSafeAddress(url)) throw new KeySetFault('its address is not safe');
    if (!isAllowedHost(url, this.options.allowedHosts)) throw new KeySetFault('its host is not allowed');
    using late = startDeadline(this.clock, this.options.timeoutMs ?? 5000);
    try {
      return await get(url, late.signal);
    } catch (error) {
      if (error instanceof KeySetFault) throw error;
      throw new KeySetFault(late.signal.aborted ? 'no answer in time' : codeOf(error));
    }
  }
}

function get(url: URL, signal: AbortSignal): Promise<string> {
  const request = url.protocol === 'https:' ? requestSafely : requestPlainly;
  const headers = { accept: 'application/jwk-set+json, application/json', 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, signal, agent: false });
    asked.on('response', (answer) => {
      textOf(answer)
        .then(resolve, reject)
        .finally(() => asked.destroy());
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function textOf(answer: IncomingMessage): Promise<string> {
  if (answer.statusCode !== OK) throw new KeySetFault(`status ${answer.statusCode}`);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST_SET) throw new KeySetFault(`it is larger than ${LARGEST_SET} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function codeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name;
}
