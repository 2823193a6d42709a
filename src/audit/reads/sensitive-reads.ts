// Tells the audit trail who has read records with sensitive fields: one entry per client, operation, subject and address
// in a second, with counts, appended together. It must never hold a value, grow without bound, or make a reader wait.
import type { AuditEntry, AuditLog } from '../audit-log.port.js';
import { byGateway } from '../by-gateway.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import { failureText } from '../../kernel/failure-text.js';
import type { Observer } from '../../observability/observation.js';
import { join, readGroupOf } from './read-group.js';
import type { ReadGroup, SensitiveRead } from './read-group.js';

export type { SensitiveRead } from './read-group.js';

/** What it works with. */
export interface SensitiveReadsParts {
  readonly log: Pick<AuditLog, 'appendAll'>;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** At most this much is lost when power fails. */
const EVERY_MS = 1_000;
/** Subjects told apart in a second, for all clients together; beyond that one entry stands for many. */
const MOST_SUBJECTS = 1_000;
/** Groups at most, those for many subjects included; beyond that reads are only counted. */
const MOST_GROUPS = 2_000;
/** What stands in the place of subjects that are not told apart. */
const MANY = '(many)';

/** Collects reads; stopped once, when nothing is read any more. */
export class SensitiveReads {
  #groups = new Map<string, ReadGroup>();
  /** Reads of which nothing but the number is known. */
  #uncounted = 0;
  #cancelTimer: CancelTimer | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SensitiveReadsParts) {}

  /** Takes a read that is being answered; costs a look-up, and never throws. */
  tell(read: SensitiveRead): void {
    const now = this.parts.clock.now();
    if (!this.#count(read, now) && !this.#count({ ...read, subject: manyOf(read.subject) }, now, MOST_GROUPS)) {
      this.#uncounted += 1;
    }
    this.#cancelTimer ??= this.parts.clock.after(EVERY_MS, () => void this.flush());
  }

  /** Appends what was collected; what cannot be written now is kept and tried again. Never rejects. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#append());
    return this.#flushing;
  }

  /** Appends the rest; the store must still be open. */
  async stop(): Promise<void> {
    await this.flush();
    this.#cancelTimer?.();
  }

  /** False when there is no room for a further group. */
  #count(read: SensitiveRead, now: number, most: number = MOST_SUBJECTS): boolean {
    const key = keyOf(read);
    const group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= most) return false;
      this.#groups.set(key, readGroupOf(read, now));
      return true;
    }
    join(group, { fields: read.fields, reads: 1, records: read.records });
    return true;
  }

  async #append(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const groups = this.#groups;
    const uncounted = this.#uncounted;
    if (groups.size === 0 && uncounted === 0) return;
    this.#groups = new Map();
    this.#uncounted = 0;
    const entries = [...groups.values()].map(entryOf);
    try {
      await this.parts.log.appendAll(uncounted === 0 ? entries : [...entries, this.#uncountedEntry(uncounted)]);
    } catch (error) {
      this.#takeBack(groups, uncounted, error);
    }
  }

  /** Puts what could not be written back to what came meanwhile, within the same bounds. */
  #takeBack(groups: ReadonlyMap<string, ReadGroup>, uncounted: number, error: unknown): void {
    const later = this.#groups;
    this.#groups = new Map(groups);
    this.#uncounted += uncounted;
    for (const [key, group] of later) {
      const known = this.#groups.get(key);
      if (known !== undefined) join(known, group);
      else if (this.#groups.size < MOST_GROUPS) this.#groups.set(key, group);
      else this.#uncounted += group.reads;
    }
    this.#cancelTimer ??= this.parts.clock.after(EVERY_MS, () => void this.flush());
    const why = failureText(error);
    this.parts.observe({ kind: 'warning', topic: 'audit', text: `reads wait to be told of: ${why}` });
  }

  #uncountedEntry(reads: number): AuditEntry {
    const detail = { reads, told: 'only counted: too many different ones at once' };
    return byGateway(this.parts.clock.now(), { action: 'read.sensitive', subject: MANY, detail });
  }
}

function keyOf({ client, operation, subject, address }: SensitiveRead): string {
  return `${client} ${operation} ${address ?? ''} ${subject}`;
}

function manyOf(subject: string): string {
  const [resource = ''] = subject.split('/', 1);
  return `${resource}/${MANY}`;
}

function entryOf({ read, since, fields, reads, records }: ReadGroup): AuditEntry {
  const { client, operation, subject, address, correlationId } = read;
  return {
    at: new Date(since).toISOString(),
    actor: { kind: 'client', id: client },
    action: 'read.sensitive',
    subject,
    outcome: 'done',
    ...(address !== undefined && { address }),
    ...(reads === 1 && { correlationId }),
    detail: { operation, fields, reads, records },
  };
}
