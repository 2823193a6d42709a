// Remembers when, from where and for what each credential was last used: in memory on every request, on disk every
// minute. It must never hold a request up, nor fail one.
import type { Clock } from '../../kernel/clock.js';
import { failureText } from '../../kernel/failure-text.js';
import { Repeated } from '../../kernel/repeated.js';
import type { Observer } from '../../observability/observation.js';
import type { ClientDirectory } from '../client-directory.port.js';
import type { CredentialUsage, CredentialUsages } from '../credential-usage.port.js';
import { type FirstUse, isFirstUse, saveFirstUse } from './first-use.js';

/** What tracking uses. */
export interface UsageParts {
  readonly clients: ClientDirectory;
  readonly usages: CredentialUsages;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** Whoever used a credential, as a principal says it. */
export interface CredentialUser {
  readonly clientId: string;
  readonly credentialId: string;
}

/** Takes notes of uses; all that admission and the token endpoint know of the tracker. */
export type NotesUses = Pick<UsageTracker, 'note'>;

interface LastUse {
  readonly credentialId: string;
  at: number;
  address: string;
  operation: string;
  /** Whether it has been made sure that the first use is, or will be, on disk. */
  firstSeen: boolean;
  isOnDisk: boolean;
}

const FLUSH_EVERY_MS = 60_000;
const NEVER = -Infinity;

/** The last use of each credential. */
export class UsageTracker {
  readonly #uses = new Map<string, LastUse>();
  /** First uses that are not on disk yet, by credential. */
  readonly #first = new Map<string, FirstUse>();
  readonly #flushes: Repeated;
  #complained = false;

  private constructor(private readonly parts: UsageParts) {
    this.#flushes = new Repeated({ clock: parts.clock, everyMs: FLUSH_EVERY_MS, turn: () => this.flush() });
  }

  /** Reads what is known and starts to keep it up to date. */
  static async open(parts: UsageParts): Promise<UsageTracker> {
    const tracker = new UsageTracker(parts);
    for (const { credentialId, lastUsedAt, address, operation } of await parts.usages.list()) {
      const known = { credentialId, at: Date.parse(lastUsedAt), address, operation };
      tracker.#uses.set(credentialId, { ...known, firstSeen: false, isOnDisk: true });
    }
    tracker.#flushes.startAfter(FLUSH_EVERY_MS);
    return tracker;
  }

  /**
   * A credential was used just now. Two look-ups and no new object after the first time. A use at or before the one that
   * is known, as when the clock was set back, changes nothing.
   */
  note(user: CredentialUser, address: string, operation: string): void {
    const at = this.parts.clock.now();
    const use = this.#uses.get(user.credentialId) ?? this.#add(user.credentialId);
    if (!use.firstSeen) this.#noteFirst(use, { clientId: user.clientId, credentialId: user.credentialId, at });
    if (at <= use.at) return;
    use.at = at;
    use.address = address;
    use.operation = operation;
    use.isOnDisk = false;
  }

  /** The last use of a credential, of this very moment too; undefined when it was never used. */
  lastUse(credentialId: string): CredentialUsage | undefined {
    const use = this.#uses.get(credentialId);
    return use === undefined || use.at === NEVER ? undefined : usageOf(use);
  }

  /**
   * Writes down what is not on disk, and forgets credentials that no client has any more. Never rejects: what could not be
   * written is tried again the next time.
   */
  async flush(): Promise<void> {
    this.#forgetGone();
    const uses = [...this.#uses.values()].filter(({ isOnDisk }) => !isOnDisk);
    const first = [...this.#first.values()].map((use) => this.#saveFirst(use));
    const done = await Promise.all([this.#record(uses), ...first]);
    if (done.every(Boolean)) this.#complained = false;
  }

  /** Writes down what is not on disk and does nothing by itself any more. */
  async stop(): Promise<void> {
    await this.#flushes.stop();
    await this.flush();
  }

  #forgetGone(): void {
    for (const id of this.#uses.keys()) {
      if (this.parts.clients.findByCredential(id) === undefined) this.#uses.delete(id);
    }
  }

  #add(credentialId: string): LastUse {
    const use = { credentialId, at: NEVER, address: '', operation: '', firstSeen: false, isOnDisk: true };
    this.#uses.set(credentialId, use);
    return use;
  }

  #noteFirst(use: LastUse, first: FirstUse): void {
    use.firstSeen = true;
    if (!isFirstUse(this.parts.clients, first)) return;
    this.#first.set(first.credentialId, first);
    void this.#saveFirst(first);
  }

  #saveFirst(first: FirstUse): Promise<boolean> {
    return this.#attempt(async () => {
      await saveFirstUse(this.parts.clients, first);
      this.#first.delete(first.credentialId);
    });
  }

  async #record(uses: readonly LastUse[]): Promise<boolean> {
    if (uses.length === 0) return true;
    for (const use of uses) use.isOnDisk = true;
    const done = await this.#attempt(() => this.parts.usages.record(uses.map(usageOf)));
    if (!done) for (const use of uses) use.isOnDisk = false;
    return done;
  }

  /** Whether it went well; what fails is told once, until all is well again. */
  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#complain(error);
      return false;
    }
  }

  #complain(error: unknown): void {
    if (this.#complained) return;
    this.#complained = true;
    this.parts.observe({
      kind: 'warning',
      topic: 'credential-usage',
      text: `The last use of credentials could not be written down, and will be tried again: ${failureText(error)}`,
    });
  }
}

function usageOf({ credentialId, at, address, operation }: LastUse): CredentialUsage {
  return { credentialId, lastUsedAt: new Date(at).toISOString(), address, operation };
}
