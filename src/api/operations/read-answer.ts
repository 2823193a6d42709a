// Turns a ReadAnswer into an HTTP answer: status, validators, freshness, the link to the next page, the body.
// It must never look into the body, nor copy a large one.
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ReadAnswer } from '../../read/read-request.js';
import { cacheFields, cacheOutcome } from './cache-fields.js';

/** Age of the data, RFC 3339; absent when the source does not say. */
export const AS_OF_HEADER = 'banyan-as-of';

export const VARY = 'Authorization, Accept';

/**
 * Sends an answer. `path` is the absolute path of the operation, for the link to the next page. A 304 carries the
 * fields a 200 would have had for caches and no others (RFC 9110, section 15.4.5): the link stands in the kept body.
 */
export function sendReadAnswer(reply: FastifyReply, answer: ReadAnswer, path: string): void {
  reply.header('etag', answer.etag).header('vary', VARY).headers(cacheFields(answer.cache));
  if (answer.cache !== undefined) reply.request.banyan.cache = cacheOutcome(answer.cache);
  if (answer.asOf !== undefined) reply.header(AS_OF_HEADER, answer.asOf);
  if (answer.notModified) {
    reply.code(304).send();
    return;
  }
  if (answer.next !== undefined) reply.header('link', `<${path}?${answer.next}>; rel="next"`);
  reply.code(200).type('application/json').header('content-length', answer.bytes).send(bodyOf(answer));
}

/** Up to this many bytes joining the pieces costs less than a stream does. */
const LARGEST_JOINED = 65_536;
/** Handed to the socket at a time. */
const STREAM_BUFFER_BYTES = 262_144;

/**
 * Small bodies leave in one write, large ones piece by piece as the socket takes them. Measured with 200 kB in 50
 * pieces: joining 0.31 ms of CPU, `Readable.from` 0.39, this stream 0.33; with 5 MB it is the cheapest of them and
 * the only one besides `Readable.from` that needs no second copy of the body.
 */
function bodyOf({ body, bytes }: ReadAnswer): Buffer | Readable {
  const [first, ...more] = body;
  if (first === undefined) return Buffer.alloc(0);
  if (more.length === 0) return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
  return bytes <= LARGEST_JOINED ? Buffer.concat(body, bytes) : streamOf(body);
}

function streamOf(pieces: readonly Uint8Array[]): Readable {
  let sent = 0;
  return new Readable({
    highWaterMark: STREAM_BUFFER_BYTES,
    read() {
      while (sent < pieces.length) {
        sent += 1;
        if (!this.push(pieces[sent - 1])) return;
      }
      this.push(null);
    },
  });
}
