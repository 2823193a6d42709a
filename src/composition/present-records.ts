// Shows the writing side records as callers read them, entity tag and version: through the read path and all its bounds.
// It must never show more than a read of the record would.
import type { Clock } from '../kernel/clock.js';
import { startDeadline } from '../kernel/deadline.js';
import { Problem } from '../problems/problem.js';
import type { ReadAnswer, ReadRequest } from '../read/read-request.js';
import { PresentRecords } from '../write/accept/precondition.js';
import type { PresentRecord, SoughtRecord } from '../write/accept/precondition.js';

/** What serves reads. */
export interface RecordReader {
  serve(request: ReadRequest): Promise<ReadAnswer>;
}

/** Longest that a write waits for the record it depends on, in milliseconds; the source's own bounds end it sooner. */
const LONGEST_MS = 30_000;

/** Records as their `get` shows them, asked anew every time. */
export class RecordsAsRead extends PresentRecords {
  constructor(
    private readonly reader: RecordReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find({ version, resource, key, correlationId }: SoughtRecord): Promise<PresentRecord | undefined> {
    using deadline = startDeadline(this.clock, LONGEST_MS);
    const { signal } = deadline;
    try {
      const answer = await this.reader.serve({
        ...{ version, operation: `${resource}.get`, key, query: '', correlationId, signal },
      });
      return { etag: answer.etag, version: answer.version };
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-found') return undefined;
      throw error;
    }
  }
}
