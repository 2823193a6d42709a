// Two desks over one directory in memory, a trail, and a clock that is moved by hand.
// It must never let a test reach what administrators cannot.
import { MemoryClientDirectory } from '../../../adapters/memory/client-directory.js';
import { MemoryAuditLog } from '../../../adapters/memory/store/memory-audit-log.js';
import { MemoryTables } from '../../../adapters/memory/store/memory-tables.js';
import type { AuditEntry } from '../../../src/audit/audit-entry.js';
import type { Client } from '../../../src/credentials/client.js';
import { isLive } from '../../../src/credentials/credential-state.js';
import type { CredentialUsage } from '../../../src/credentials/credential-usage.port.js';
import type { Acting } from '../../../src/credentials/desk/acting.js';
import { ClientDesk } from '../../../src/credentials/desk/client-desk.js';
import type { DeskTerms } from '../../../src/credentials/desk/desk-parts.js';
import { issueCredential } from '../../../src/credentials/issue-credential.js';
import { newPepperText, readPepper } from '../../../src/credentials/secret-digest.js';
import { SteadyTime } from '../../../src/credentials/judging/steady-time.js';
import { ManualClock } from '../../../src/kernel/manual-clock.js';
import { Problem } from '../../../src/problems/problem.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const TERMS: DeskTerms = {
  operations: ['orders.list', 'orders.get', 'orders.create', 'customers.list', 'customers.get'],
  adminScopes: [
    ...['read', 'write', 'rotate', 'revoke'].flatMap((right) => [
      `admin.clients.${right}`,
      `admin.administrators.${right}`,
    ]),
    'admin.audit.read',
  ],
  systems: ['crm', 'webshop'],
  plans: ['standard', 'bulk'],
  jwksHosts: ['keys.example.com', '127.0.0.1:8443'],
  issuers: ['https://login.example.com'],
  longestOverlapMs: 30 * DAY,
};

/** The desks and what they stand on. */
export class DeskStage {
  readonly clock = new ManualClock();
  readonly pepper = readPepper(newPepperText());
  readonly uses = new Map<string, CredentialUsage>();
  readonly directory: MemoryClientDirectory;
  readonly audit: MemoryAuditLog;
  readonly applications: ClientDesk;
  readonly administrators: ClientDesk;

  private constructor() {
    const tables = new MemoryTables();
    this.directory = new MemoryClientDirectory(tables);
    this.audit = new MemoryAuditLog(tables);
    const { directory, audit, clock, pepper } = this;
    const time = new SteadyTime(clock);
    const lastUse = (id: string): CredentialUsage | undefined => this.uses.get(id);
    const parts = { directory, audit, clock, time, pepper, terms: TERMS, lastUse };
    this.applications = new ClientDesk('application', parts);
    this.administrators = new ClientDesk('administrator', parts);
  }

  /** With `root`, who holds everything and whose secret does not expire. */
  static async open(): Promise<DeskStage> {
    const stage = new DeskStage();
    await stage.seat({ id: 'root', scopes: ['admin.*'], grants: ['*'] });
    return stage;
  }

  /** Makes an administrator past the desk. */
  async seat(who: Pick<Client, 'id' | 'scopes'> & Partial<Client>): Promise<void> {
    const { credential } = issueCredential(this.pepper, this.clock);
    const createdAt = new Date(this.clock.now()).toISOString();
    const seat = { kind: 'administrator', name: who.id, createdAt, credentials: [credential], grants: [] } as const;
    await this.directory.save({ ...seat, ...who });
  }

  /** Somebody at work, with all it holds and its newest good secret. */
  as(id: string, reason?: string): Acting {
    const administrator = this.directory.find(id);
    if (administrator === undefined) throw new Error(`there is no ${id}`);
    const { credentials } = administrator;
    const good = credentials.findLast((each) => each.kind === 'secret' && isLive(each, this.clock.now()));
    const { id: credentialId } = good ?? credentials.at(-1) ?? { id: 'none' };
    const from = { credentialId, address: '192.0.2.7', correlationId: 'c-1' };
    return { administrator, ...from, ...(reason !== undefined && { reason }) };
  }

  /** What the trail says, the oldest first. */
  async trail(): Promise<readonly AuditEntry[]> {
    const found = await this.audit.list({ limit: 10_000 });
    return found.map(({ entry }) => entry).reverse();
  }

  client(id: string): Client {
    const client = this.directory.find(id);
    if (client === undefined) throw new Error(`there is no ${id}`);
    return client;
  }
}

/** The problem a promise ends in. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Problem) return thrown;
  throw new Error('there was no problem', { cause: thrown });
}

/** A problem as its code and what is wrong where. */
export async function faultsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const { code, errors } = await problemOf(work);
  return [code, ...errors.map(({ pointer = '', detail }) => `${pointer} ${detail}`)];
}
