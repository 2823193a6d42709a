// One HTTP exchange over a connection of its own, with headers that no client library lets through.
import { eventually } from '../support/running/eventually.js';
import { RawCaller } from '../support/running/raw-caller.js';

/** What is sent, in UTF-8. */
export interface Sent {
  readonly method?: string;
  readonly target: string;
  /** Whole lines. */
  readonly headers: readonly string[];
  readonly body?: string;
}

/** What came back. */
export interface Exchange {
  /** 431 also where a listener gave up a long request before all of it had arrived: its answer gets lost then. */
  readonly status: number;
  /** Headers and body. */
  readonly text: string;
}

const LONG = 100_000;

/** Sends, and reads until the other side closes. */
export async function exchange(
  address: string,
  { method = 'GET', target, headers, body = '' }: Sent,
): Promise<Exchange> {
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const lines = [`${method} ${target} HTTP/1.1`, 'host: gateway', 'connection: close', ...headers, length];
  const sent = `${lines.join('\r\n')}\r\n\r\n${body}`;
  const caller = new RawCaller(Number(new URL(address).port), sent);
  await eventually('the connection is closed', () => caller.closed);
  const status = caller.status === 0 && sent.length > LONG ? 431 : caller.status;
  return { status, text: caller.received };
}
