// Looks every hour which credentials are about to end, and says so 30, 7 and 1 days before, once each.
// It must never stay silent because the store failed: then it says so, and may say it again after the next start.
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { Client } from '../client.js';
import type { ClientDirectory } from '../client-directory.port.js';
import { endOf } from '../credential-state.js';
import type { CredentialUsage } from '../credential-usage.port.js';
import { instant } from '../rotation/rotation.js';
import { dueWarnings, lastEndOf } from './expiry-warnings.js';
import type { ExpiryWarning } from './expiry-warnings.js';

const EVERY_MS = 3_600_000;
const STANDING_MS = 30 * 86_400_000;
/** Each becomes a time series. */
const MOST_STANDING = 200;

/** What the watch works with. */
export interface ExpiryWatchParts {
  readonly directory: Pick<ClientDirectory, 'list' | 'change'>;
  readonly lastUse: (credentialId: string) => CredentialUsage | undefined;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** The watch; started once, stopped once. */
export class ExpiryWatch {
  /** Said by this process, by credential and days: what could not be saved is not said every hour. */
  readonly #said = new Set<string>();
  #cancelTimer: CancelTimer = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(private readonly parts: ExpiryWatchParts) {}

  /** Looks at once, and every hour from then on. */
  start(): void {
    this.#running = this.#lookAndRest();
  }

  /** Resolves when a look under way is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    await this.#running;
  }

  /** Says what is due now. Never rejects. */
  async look(): Promise<void> {
    const { directory, clock, observe, lastUse } = this.parts;
    const now = clock.now();
    const clients = directory.list();
    observe({ kind: 'credentials-standing', soonest: soonestOf(clients, now) });
    for (const client of clients) {
      const due = dueWarnings(client, now, (id) => momentOf(lastUse(id)));
      for (const warning of due) await this.#announce(client, warning);
    }
  }

  async #lookAndRest(): Promise<void> {
    await this.look();
    if (this.#isStopped) return;
    this.#cancelTimer = this.parts.clock.after(EVERY_MS, () => this.start());
  }

  async #announce(client: Client, warning: ExpiryWarning): Promise<void> {
    const { credential, cause, daysLeft } = warning;
    const key = `${credential.id} ${daysLeft}`;
    if (!this.#said.has(key)) {
      this.#said.add(key);
      this.parts.observe({
        kind: 'credential-expiring',
        ...{ clientId: client.id, clientKind: client.kind, credentialId: credential.id, proof: credential.kind, cause },
        ...{ endsAt: instant(endOf(credential)), daysLeft },
      });
    }
    try {
      await this.#save(client.id, credential.id, daysLeft);
      this.#said.delete(key);
    } catch (error) {
      const text = `expiry watch: ${error instanceof Error ? error.message : String(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'ledger', text });
    }
  }

  async #save(clientId: string, credentialId: string, announcedDays: ExpiryWarning['daysLeft']): Promise<void> {
    await this.parts.directory.change(clientId, (client) => {
      if (client === undefined) return undefined;
      const credentials = client.credentials.map((each) => {
        return each.id === credentialId ? { ...each, announcedDays } : each;
      });
      return { client: { ...client, credentials } };
    });
  }
}

function soonestOf(clients: readonly Client[], now: number): readonly { clientId: string; endsAt: number }[] {
  return clients
    .map((client) => ({ clientId: client.id, endsAt: lastEndOf(client, now) ?? Infinity }))
    .filter(({ endsAt }) => endsAt <= now + STANDING_MS)
    .sort((one, other) => one.endsAt - other.endsAt)
    .slice(0, MOST_STANDING)
    .map(({ clientId, endsAt }) => ({ clientId, endsAt: Math.round(endsAt / 1000) }));
}

function momentOf(usage: CredentialUsage | undefined): number | undefined {
  return usage === undefined ? undefined : Date.parse(usage.lastUsedAt);
}
