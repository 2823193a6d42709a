// Looks every hour which credentials are about to end, and says so 30, 7 and 1 days before, once each.
// It must never stay silent because the store failed: then it says so, and may say it again after the next start.
import type { Clock } from '../../kernel/clock.js';
import { DAY_MS } from '../../kernel/duration.js';
import { failureText } from '../../kernel/failure-text.js';
import { Repeated } from '../../kernel/repeated.js';
import type { Observer } from '../../observability/observation.js';
import type { Client } from '../client.js';
import type { ClientDirectory } from '../client-directory.port.js';
import type { Credential } from '../credential.js';
import { endOf } from '../credential-state.js';
import type { CredentialUsage } from '../credential-usage.port.js';
import { instant } from '../rotation/rotation.js';
import { dueWarnings, lastEndOf } from './expiry-warnings.js';
import type { ExpiryWarning } from './expiry-warnings.js';

const EVERY_MS = 3_600_000;
const STANDING_MS = 30 * DAY_MS;
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
  readonly #looks: Repeated;

  constructor(private readonly parts: ExpiryWatchParts) {
    this.#looks = new Repeated({ clock: parts.clock, everyMs: EVERY_MS, turn: () => this.look() });
  }

  /** Looks at once, and every hour from then on. */
  start(): void {
    this.#looks.start();
  }

  /** Resolves when a look under way is over. */
  stop(): Promise<void> {
    return this.#looks.stop();
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
      await this.#save(client.id, credential, daysLeft);
      this.#said.delete(key);
    } catch (error) {
      const text = `expiry watch: ${failureText(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'ledger', text });
    }
  }

  /** An end that has been moved meanwhile was not announced. */
  async #save(clientId: string, announced: Credential, announcedDays: ExpiryWarning['daysLeft']): Promise<void> {
    const isMeant = (each: Credential): boolean => each.id === announced.id && endOf(each) === endOf(announced);
    await this.parts.directory.change(clientId, (client) => {
      if (client?.credentials.some(isMeant) !== true) return undefined;
      const credentials = client.credentials.map((each) => (isMeant(each) ? { ...each, announcedDays } : each));
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
