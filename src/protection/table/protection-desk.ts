// Where administrators read the whole protection, hold a breaker open, let it go again, and drop what is kept. Every
// decision has its administrator and its reason and is in the audit trail before it takes effect.
// It must never act on a name that the facade does not have, and of two people at once it tells one that the other was
// faster.
import type { AuditAction, AuditEntry, AuditLog } from '../../audit/audit-log.port.js';
import { deciderFaults, toldOf, trimmed } from '../../audit/decider.js';
import type { Decider } from '../../audit/decider.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Clock } from '../../kernel/clock.js';
import { Turns } from '../../kernel/turns.js';
import { Problem } from '../../problems/problem.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Breaker } from '../breaker/breaker.js';
import { protectionView } from './protection-view.js';
import type { LiveProtection, ProtectionView } from './protection-view.js';

type ActionableBreaker = Pick<Breaker, 'state' | 'hold' | 'release'>;

/** The breakers and the cache of a running gateway, which a person may act on. */
export interface ProtectionInForce extends LiveProtection {
  readonly breakers: ReadonlyMap<string, ActionableBreaker>;
  readonly cache: LiveProtection['cache'] & { drop(resource?: string): number };
}

/** What the desk works with. */
export interface ProtectionDeskParts {
  readonly catalogue: Catalogue;
  readonly inForce: ProtectionInForce;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** What was dropped. */
export interface Dropped {
  /** Answers. */
  readonly dropped: number;
}

/** The desk. */
export class ProtectionDesk {
  readonly #turns = new Turns();

  constructor(private readonly parts: ProtectionDeskParts) {}

  /** Every operation, and how lanes, breakers, plans and kept answers stand now. */
  view(): ProtectionView {
    const { catalogue, inForce, clock } = this.parts;
    return protectionView(catalogue, inForce, clock.now());
  }

  /**
   * Keeps the breaker of a source or channel open until it is released. Throws not-found, invalid-request with every
   * fault, conflict when it is held already or the facade switches it off, ledger-unavailable when the hold is in force
   * and would not survive a restart.
   */
  hold(name: string, decider: Decider): Promise<ProtectionView> {
    return this.#decide(async () => {
      const breaker = this.#breaker(name);
      refuse(deciderFaults(decider));
      const state = breaker.state();
      if (state.kind === 'held') throw conflict(`It is held already, by ${state.by} since ${state.at}.`);
      const at = await this.#tell('breaker.hold', `breaker/${name}`, decider, { was: state.kind });
      await breaker.hold({ ...trimmed(decider), at }).catch((error: unknown) => {
        throw notKept('It is held now, but that could not be kept: after a restart it would not be held.', error);
      });
    });
  }

  /** Ends a hold: probes find out how the ERP is. Throws as `hold` does; conflict when nobody holds it. */
  release(name: string, decider: Decider): Promise<ProtectionView> {
    return this.#decide(async () => {
      const breaker = this.#breaker(name);
      refuse(deciderFaults(decider));
      const state = breaker.state();
      if (state.kind !== 'held') throw conflict('Nobody holds it.');
      await this.#tell('breaker.release', `breaker/${name}`, decider, { heldBy: state.by });
      await breaker.release().catch((error: unknown) => {
        throw notKept('It is held on: its release could not be kept.', error);
      });
    });
  }

  /** Drops the kept answers about a resource, or all. Throws invalid-request with every fault. */
  drop(resource: string | undefined, decider: Decider): Promise<Dropped> {
    return this.#turns.take(async () => {
      refuse([...resourceFaults(resource, this.parts.catalogue), ...deciderFaults(decider)]);
      const subject = resource === undefined ? 'cache' : `cache/${resource}`;
      await this.#tell('cache.drop', subject, decider, { answers: this.#kept(resource) });
      return { dropped: this.parts.inForce.cache.drop(resource) };
    });
  }

  /** One decision after the other: the second of two sees what the first has done. */
  #decide(carryOut: () => Promise<void>): Promise<ProtectionView> {
    return this.#turns.take(carryOut).then(() => this.view());
  }

  /** Throws not-found for a name that the facade does not have, conflict where there is no breaker. */
  #breaker(name: string): ActionableBreaker {
    const { catalogue, inForce } = this.parts;
    const limits = catalogue.lanes.get(name);
    if (limits === undefined) throw new Problem('not-found');
    const breaker = inForce.breakers.get(name);
    if (breaker !== undefined) return breaker;
    throw conflict(
      limits.breaker === undefined
        ? 'The facade switches this breaker off (breaker: off), so there is none to act on.'
        : 'No operation writes through this channel, so it is left alone anyway.',
    );
  }

  /** An entry about what could then not be done is better than something done without an entry. */
  async #tell(
    action: AuditAction,
    subject: string,
    decider: Decider,
    detail: NonNullable<AuditEntry['detail']>,
  ): Promise<string> {
    const at = new Date(this.parts.clock.now()).toISOString();
    await this.parts.audit.append({ at, ...toldOf(decider), action, subject, outcome: 'done', detail });
    return at;
  }

  #kept(resource: string | undefined): number {
    const { cache } = this.parts.inForce;
    return resource === undefined ? cache.state().entries : cache.entriesOf(resource);
  }
}

function resourceFaults(resource: string | undefined, { resources }: Catalogue): readonly RequestFault[] {
  if (resource === undefined || resources.has(resource)) return [];
  const detail = `There is no such resource. Expected one of ${[...resources.keys()].join(', ')}.`;
  return [{ pointer: '/resource', detail }];
}

function refuse(errors: readonly RequestFault[]): void {
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
}

const STORE_RETRY_SECONDS = 5;

const conflict = (detail: string): Problem => new Problem('conflict', { detail });

const notKept = (detail: string, cause: unknown): Problem =>
  new Problem('ledger-unavailable', { detail, retryAfterSeconds: STORE_RETRY_SECONDS, cause });
