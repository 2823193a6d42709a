// Where log lines go: a file descriptor, buffered, never blocking the event loop. It must never grow without bound:
// when the reader of the log stalls, lines are dropped and counted instead.
import { pino } from 'pino';
import type { DestinationStream } from 'pino';

/** A destination that can be emptied before the process ends. */
export interface LogDestination extends DestinationStream {
  /** Lines lost so far because the reader of the log was too slow. */
  readonly dropped: () => number;
  /** Resolves when every buffered line was handed to the operating system, or could not be. */
  readonly flush: () => Promise<void>;
}

/** Bounds of the buffer. */
export interface LogBuffer {
  /** Bytes collected before a write. */
  readonly minBytes: number;
  /** Bytes held while the reader stalls; what comes beyond is dropped. */
  readonly maxBytes: number;
  /** Longest time a line waits for others, in milliseconds. */
  readonly flushEveryMs: number;
}

/** A write wakes a thread, which at 4 kB cost more than making the lines did; `flushEveryMs` bounds the wait. */
const DEFAULT_BUFFER: LogBuffer = { minBytes: 32_768, maxBytes: 4 * 1024 * 1024, flushEveryMs: 250 };

/** Opens a buffered destination on a descriptor (1 is standard output) or a file path. */
export function openLogDestination(target: number | string, buffer: LogBuffer = DEFAULT_BUFFER): LogDestination {
  let dropped = 0;
  const stream = pino.destination({
    dest: target,
    sync: false,
    minLength: buffer.minBytes,
    maxWrite: buffer.minBytes * 2,
    maxLength: buffer.maxBytes,
    periodicFlush: buffer.flushEveryMs,
    // Given text, the stream counts all that waits for a write anew at every line.
    contentMode: 'buffer',
  });
  // The types of the stream know text alone.
  const write = stream.write.bind(stream) as unknown as (line: Buffer) => boolean;
  stream.on('drop', () => (dropped += 1));
  // A closed pipe (EPIPE) must not end the gateway; what cannot be written counts as dropped.
  stream.on('error', () => (dropped += 1));
  const bytesOf = lineBytes();
  return {
    write: (text) => void write(bytesOf(text)),
    dropped: () => dropped,
    flush: () => new Promise((resolve) => stream.flush(() => resolve())),
  };
}

const SLAB_BYTES = 65_536;

/**
 * Makes bytes of lines, many of them in one piece of memory that holds nothing else. In the pool that Buffer.from takes
 * small pieces from, a line that waits to be written keeps the answers alive that happen to lie beside it.
 */
function lineBytes(): (text: string) => Buffer {
  let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  let used = 0;
  return (text) => {
    // No character of UTF-16 takes more than three bytes in UTF-8.
    const most = text.length * 3;
    if (most > SLAB_BYTES) return Buffer.from(text);
    if (used + most > SLAB_BYTES) {
      slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      used = 0;
    }
    const start = used;
    used += slab.write(text, start);
    return slab.subarray(start, used);
  };
}
