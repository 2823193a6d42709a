// Sends one JSON body to one address and says which status came back. Follows no redirect and keeps no connection.
// It must never read what is answered, nor say the address in an error: it may hold a secret.
import { request as requestPlainly } from 'node:http';
import { request as requestSafely } from 'node:https';

/** What to send, and until when. */
export interface Posting {
  readonly url: URL;
  readonly body: string;
  /** Value of the Authorization field. */
  readonly authorization?: string;
  readonly signal: AbortSignal;
}

/** The status of the answer. Rejects when there is none before the signal. */
export function postJson({ url, body, authorization, signal }: Posting): Promise<number> {
  const request = url.protocol === 'https:' ? requestSafely : requestPlainly;
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(authorization !== undefined && { authorization }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, signal, agent: false });
    sent.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      // Whatever comes after the status is of no interest, and may never end.
      answer.on('error', () => undefined).destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => reject(new Error(error.code ?? error.name)));
    sent.end(body);
  });
}
