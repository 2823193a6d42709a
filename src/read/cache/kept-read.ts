// An answer in the shape in which it is kept: its body in one piece where that is worth a copy.
// It must never hold memory that also holds something else.
import { bytesOfText } from '../../protection/cache/size-of.js';
import type { ReadAnswer } from '../read-request.js';

/** What the cache holds of a read. */
export interface KeptRead {
  readonly answer: ReadAnswer;
  /** Which source it came from. */
  readonly source: string;
}

/** Up to this many bytes a body is joined once, so that every hit leaves in one write. */
const LARGEST_JOINED = 262_144;

/** The answer to keep. */
export function compact(answer: ReadAnswer): ReadAnswer {
  if (answer.body.length < 2 || answer.bytes > LARGEST_JOINED) return answer;
  // Not from the pool that Buffer.concat takes small buffers from: a kept piece would keep its neighbours.
  const whole = Buffer.allocUnsafeSlow(answer.bytes);
  let at = 0;
  for (const piece of answer.body) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return { ...answer, body: [whole] };
}

/** Bytes that an answer holds on to. */
export function bytesOfAnswer({ bytes, etag, version, asOf, next, sensitive }: ReadAnswer): number {
  const texts = [etag, version, asOf, next, sensitive?.subject, sensitive?.fields];
  return texts.reduce((sum, text) => sum + bytesOfText(text), bytes);
}
