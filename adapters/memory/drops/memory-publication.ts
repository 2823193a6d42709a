// One publication on the memory server, step by step, as a server with folders goes through it.
// It must never put anything under the final name that is not whole.
import { createHash } from 'node:crypto';
import type { DropCapabilities } from '../../../src/facade/binding-of-drops.js';
import { failureText } from '../../../src/kernel/failure-text.js';
import type { DropContext } from '../../../src/legacy/drop-channel.port.js';
import type { FileDrop, PublishOutcome, PublishStage } from '../../../src/legacy/file-drop.js';
import { refusalOfNames } from '../../../src/legacy/plain-name.js';
import type { MemoryDropPlace } from './memory-drop-place.js';
import { type MemorySessions, SessionLost } from './memory-sessions.js';

/** What a publication works with. */
export interface MemoryPublishing {
  readonly place: MemoryDropPlace;
  readonly can: DropCapabilities;
  readonly context: Pick<DropContext, 'now' | 'reached'>;
  readonly sessions: MemorySessions;
}

export class MemoryPublication {
  #hasAskedForRename = false;

  constructor(
    private readonly parts: MemoryPublishing,
    private readonly drop: FileDrop,
    private readonly signal: AbortSignal,
  ) {}

  /** Never rejects. */
  async run(): Promise<PublishOutcome> {
    const refusal = refusalOfNames(this.drop);
    if (refusal !== undefined) return refusal;
    try {
      return await this.parts.sessions.use(this.signal, () => this.#steps());
    } catch (error) {
      const reason = failureText(error);
      return { kind: this.#hasAskedForRename ? 'unknown' : 'nothing-published', reason };
    }
  }

  async #steps(): Promise<PublishOutcome> {
    const { drop } = this;
    await this.#write();
    const checked = this.#check();
    await this.#reach('checked');
    this.#refuseLateness();
    await this.#reach('renaming');
    this.#refuseLateness();
    this.parts.sessions.check(this.signal);
    const taken = this.#rename();
    if (taken) return { kind: 'name-taken' };
    await this.#reach('renamed');
    if (drop.doneName !== undefined) this.#mark(drop.doneName);
    return { kind: 'published', checked };
  }

  async #write(): Promise<void> {
    const { place, context } = this.parts;
    const { bytes, temporaryName } = this.drop;
    const store = (content: Uint8Array): void => {
      place.inbox.set(temporaryName, { bytes: content.slice(), modifiedAt: context.now() });
    };
    store(new Uint8Array());
    await this.#reach('writing');
    const quota = place.take('quota');
    const kept = quota ?? place.take('store-fewer');
    store(bytes.subarray(0, kept?.bytes ?? bytes.length));
    if (quota !== undefined) throw new Error('the quota of the server is used up');
    await this.#reach('written');
  }

  #check(): 'hash' | 'size' | 'not-checked' {
    const { can, place } = this.parts;
    const stored = place.inbox.get(this.drop.temporaryName)?.bytes ?? new Uint8Array();
    if (!can.read && !can.list) return 'not-checked';
    if (stored.length !== this.drop.bytes.length) {
      throw new Error(`the server kept ${stored.length} of ${this.drop.bytes.length} bytes`);
    }
    if (!can.read) return 'size';
    if (sha256(stored) !== this.drop.sha256) throw new Error('the server kept other bytes than were sent');
    return 'hash';
  }

  #refuseLateness(): void {
    const { notAfter } = this.drop;
    if (notAfter !== undefined && this.parts.context.now() > notAfter) {
      this.parts.place.inbox.delete(this.drop.temporaryName);
      throw new Error('a closed window has begun');
    }
  }

  /** True when the name was taken. */
  #rename(): boolean {
    const { inbox } = this.parts.place;
    const { name, temporaryName } = this.drop;
    const lost = this.parts.place.take('lose-rename-reply');
    this.#hasAskedForRename = true;
    if (lost?.performed === false) throw new SessionLost('the answer to the rename is lost');
    const isTaken = inbox.has(name);
    const file = inbox.get(temporaryName);
    if (this.parts.place.take('refuse-rename') !== undefined) {
      this.#hasAskedForRename = false;
      throw new Error('the server refused the rename');
    }
    inbox.delete(temporaryName);
    if (!isTaken && file !== undefined) inbox.set(name, file);
    if (lost !== undefined) throw new SessionLost('the answer to the rename is lost');
    return isTaken;
  }

  #mark(doneName: string): void {
    if (this.parts.place.take('refuse-marker') !== undefined) {
      throw new Error(`the file is in the inbox, and its done marker was refused`);
    }
    writeMarker(this.parts, doneName);
  }

  async #reach(stage: PublishStage): Promise<void> {
    const { place, context, sessions } = this.parts;
    await context.reached(stage, this.drop.name);
    if (place.take('drop-at', (each) => each.stage === stage) !== undefined) {
      throw new SessionLost(`the session died (${stage})`);
    }
    if (place.take('stall', (each) => each.stage === stage) !== undefined) await sessions.silence(this.signal);
    if (stage !== 'renamed') sessions.check(this.signal);
  }
}

/** An empty file that says the one before it is whole; one that is there already stays. */
export function writeMarker({ place, context }: Pick<MemoryPublishing, 'place' | 'context'>, name: string): void {
  if (!place.inbox.has(name)) place.inbox.set(name, { bytes: new Uint8Array(), modifiedAt: context.now() });
}

/** SHA-256, hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
