// Carries decisions about clients out, one after the other, each with its entry in the audit trail.
// It must never let one through that would leave nobody to administer the gateway, and never lose a refusal.
import type { AuditAction, AuditEntry } from '../../audit/audit-entry.js';
import { reasonFault } from '../../audit/decider.js';
import { ledgerUnavailable, Problem } from '../../problems/problem.js';
import type { ProblemCode } from '../../problems/problem-codes.js';
import { auditSubjectOf } from '../audit-subject.js';
import type { Client, ClientKind } from '../client.js';
import { BelongsToAnother } from '../client-directory.port.js';
import { instant } from '../rotation/rotation.js';
import { actedBy } from './acting.js';
import type { Acting } from './acting.js';
import type { DeskParts } from './desk-parts.js';
import { administeredUntil, surelyReaches } from './last-administrator.js';
import { powersOf, requireScope } from './powers.js';
import type { Powers } from './powers.js';
import { RequestFaults } from './request-faults.js';

/** What a decision is made on: everything as it is when its turn has come. */
export interface Deciding {
  /** The client it is about, of whichever kind; undefined: there is none. */
  readonly known: Client | undefined;
  readonly powers: Powers;
  /** By the wall clock, in epoch milliseconds. */
  readonly now: number;
  /** Faults found so far; the decision adds its own and refuses them. */
  readonly faults: RequestFaults;
}

/** What it comes to. */
export interface Decided {
  readonly client: Client;
  readonly detail: NonNullable<AuditEntry['detail']>;
}

/** A decision; undefined when there is nothing to change. Throws Problems. */
export type Decide = (deciding: Deciding) => Decided | undefined;

/** What it is called in the trail, and which client it is about. */
export interface Matter {
  readonly id: string;
  readonly action: AuditAction;
  /** The scope it takes; the door has asked for it, and a turn can be long in coming. */
  readonly needs: string;
}

const TOLD_OF: ReadonlySet<ProblemCode> = new Set(['beyond-authority', 'conflict'] as const);

/** Decisions about clients of one kind. */
export class Decisions {
  constructor(
    private readonly kind: ClientKind,
    private readonly parts: DeskParts,
  ) {}

  /** Resolves to the client as it is afterwards, when that is on disk together with its entry. */
  async take(matter: Matter, acting: Acting, decide: Decide): Promise<Client> {
    const { directory } = this.parts;
    try {
      const client = await directory.change(matter.id, (known) => {
        const deciding = this.#deciding(known, matter, acting);
        const decided = decide(deciding);
        if (decided === undefined) return undefined;
        this.#refuseLockOut(decided.client, acting, deciding.now);
        return { client: decided.client, audit: this.#entry(matter, acting, 'done', decided.detail) };
      });
      if (client === undefined) throw new Problem('not-found');
      return client;
    } catch (error) {
      const problem = problemOf(error);
      if (TOLD_OF.has(problem.code)) await this.#tellRefused(matter, acting, problem);
      throw problem;
    }
  }

  #deciding(known: Client | undefined, { needs }: Matter, acting: Acting): Deciding {
    const { directory, time } = this.parts;
    const faults = new RequestFaults();
    if (acting.reason !== undefined) faults.malformed('/reason', reasonFault(acting.reason));
    const moment = time.moment();
    const powers = powersOf(acting, directory.find(acting.administrator.id), moment);
    requireScope(powers, needs);
    return { known, powers, now: moment.earliest, faults };
  }

  /** By those who surely reach the gateway, and by all: else one who does not would be revoked as if nobody was lost. */
  #refuseLockOut(client: Client, acting: Acting, now: number): void {
    if (client.kind !== 'administrator') return;
    const before = this.parts.directory.list();
    const after = [...before.filter(({ id }) => id !== client.id), client];
    const reaching = (each: Client): boolean => surelyReaches(each, acting);
    refuseSooner(administeredUntil(before, now), administeredUntil(after, now), now);
    refuseSooner(administeredUntil(before.filter(reaching), now), administeredUntil(after.filter(reaching), now), now);
  }

  async #tellRefused(matter: Matter, acting: Acting, { code, detail }: Problem): Promise<void> {
    const entry = this.#entry(matter, acting, 'refused', { refusal: detail ?? code });
    try {
      await this.parts.audit.append(entry);
    } catch (error) {
      throw problemOf(error);
    }
  }

  #entry(
    { id, action }: Matter,
    acting: Acting,
    outcome: AuditEntry['outcome'],
    detail: Decided['detail'],
  ): AuditEntry {
    return {
      at: instant(this.parts.clock.now()),
      action,
      subject: auditSubjectOf({ kind: this.kind, id }),
      outcome,
      ...actedBy(acting, detail),
    };
  }
}

function refuseSooner(before: number, after: number, now: number): void {
  if (after >= before) return;
  const from = after <= now ? 'now' : instant(after);
  const detail =
    `From ${from} on nobody could administer this gateway any more. Keep an administrator who holds ` +
    'admin.administrators.*, may call from anywhere, and whose secret does not expire.';
  throw new Problem('conflict', { detail });
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof BelongsToAnother) return new Problem('conflict', { detail: error.message });
  return ledgerUnavailable('the store of clients failed', error);
}
