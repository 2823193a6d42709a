// Where administrators look after clients of one kind: applications, or administrators.
// It must never change a client without its entry in the audit trail, nor show a secret a second time.
import type { AuditAction } from '../../audit/audit-entry.js';
import { Problem } from '../../problems/problem.js';
import type { Client, ClientKind } from '../client.js';
import type { Credential } from '../credential.js';
import { endOf, isLive, isOpen } from '../credential-state.js';
import { revokeClient, revokeCredential } from '../rotation/rotation.js';
import type { Acting } from './acting.js';
import { changedMembers, listed, newClient, patchedClient, tellChange } from './changed-client.js';
import { checkClient, idFault } from './check-client.js';
import type { ClientDraft, ClientPatch } from './client-draft.js';
import { Decisions } from './decisions.js';
import type { Deciding, Matter } from './decisions.js';
import type { DeskParts } from './desk-parts.js';
import { makeCredential } from './made-credential.js';
import type { Issued } from './made-credential.js';
import { moveRetirement } from './moved-retirement.js';
import { refuseSelf } from './of-oneself.js';
import { isNarrower, refuseBeyond } from './powers.js';
import { viewClient, viewCredential } from './views.js';
import type { ClientView, EndingCredential, IssuedView } from './views.js';
import type { WantedCredential } from '../wanted/wanted-credential.js';

/** Which clients to list, in order of id. */
export interface ClientFilter {
  /** True: only revoked ones, false: only others. */
  readonly revoked?: boolean;
  readonly system?: string;
  /** Ids after this one. */
  readonly after?: string;
  readonly limit: number;
}

/** What one may change of oneself. */
const OWN_MEMBERS: readonly (keyof Client)[] = ['name', 'contact'];

/**
 * The desk. Every method throws Problems: `invalid-request` and `unknown-name` with all faults by JSON pointer into the
 * request, `not-found`, `beyond-authority` for what the administrator may not hand out or decide, `conflict` for what the
 * present state does not allow, `ledger-unavailable` when nothing was stored. Decisions that are beyond-authority or in
 * conflict are in the audit trail as refused ones.
 */
export class ClientDesk {
  readonly #decisions: Decisions;

  /** @param kind clients of the other kind are not found here */
  constructor(
    private readonly kind: ClientKind,
    private readonly parts: DeskParts,
  ) {
    this.#decisions = new Decisions(kind, parts);
  }

  list({ revoked, system, after = '', limit }: ClientFilter): readonly ClientView[] {
    const found = this.#mine().filter((client) => {
      if (revoked !== undefined && revoked !== (client.revokedAt !== undefined)) return false;
      return client.id > after && (system === undefined || client.system === system);
    });
    return found.slice(0, limit).map((client) => this.#view(client));
  }

  show(id: string): ClientView {
    return this.#view(this.#ofMine(this.parts.directory.find(id)));
  }

  /** Credentials that are good, or can become so, and end within so many milliseconds; the first to end first. */
  expiring(withinMs: number): readonly EndingCredential[] {
    const now = this.parts.clock.now();
    const ending = this.#mine().flatMap((client) => {
      const soon = client.credentials.filter((each) => isOpen(each, now) && endOf(each) <= now + withinMs);
      return soon.map((credential) => ({ client, credential }));
    });
    return ending
      .sort((one, other) => endOf(one.credential) - endOf(other.credential))
      .map(({ client, credential }) => this.#ending(client, credential, now));
  }

  async create(draft: ClientDraft, acting: Acting): Promise<IssuedView> {
    return this.#issue(this.#matter(draft.id, 'write', this.#action('create')), acting, (deciding) => {
      const { known, faults, powers, now } = deciding;
      faults.malformed('/id', idFault(draft.id));
      checkClient(draft, this.kind, this.parts.terms, faults);
      const client = newClient(draft, this.kind, now);
      const issued = this.#make(client, draft.credential ?? {}, deciding, '/credential');
      refuseBeyond(powers, client);
      if (known !== undefined) throw new Problem('conflict', { detail: `The id ${draft.id} is taken.` });
      return { ...issued, detail: { ...issued.detail, scopes: listed(client.scopes) } };
    });
  }

  async change(id: string, patch: ClientPatch, acting: Acting): Promise<ClientView> {
    const changed = await this.#decisions.take(
      this.#matter(id, 'write', this.#action('change')),
      acting,
      (deciding) => {
        const { faults, powers } = deciding;
        const before = this.#standing(deciding);
        checkClient(patch, this.kind, this.parts.terms, faults);
        faults.refuse();
        const after = patchedClient(before, patch);
        const members = changedMembers(before, after);
        if (members.length === 0) return undefined;
        if (id === powers.id && !members.every((member) => OWN_MEMBERS.includes(member))) refuseSelf();
        if (!isNarrower(before, after)) refuseBeyond(powers, after);
        return { client: after, detail: tellChange(before, after) };
      },
    );
    return this.#view(changed);
  }

  /** For good, with all its credentials. Revoking it again changes nothing. */
  async revoke(id: string, acting: Acting): Promise<ClientView> {
    const revoked = await this.#decisions.take(
      this.#matter(id, 'revoke', this.#action('revoke')),
      acting,
      (deciding) => {
        const { known, faults, powers, now } = deciding;
        faults.refuse();
        const client = this.#ofMine(known);
        if (client.revokedAt !== undefined) return undefined;
        if (id === powers.id) refuseSelf();
        return { client: revokeClient(client, now), detail: { credentials: client.credentials.length } };
      },
    );
    return this.#view(revoked);
  }

  /** Makes a credential beside what there is; an open one of the same kind retires. */
  async addCredential(id: string, wanted: WantedCredential, acting: Acting): Promise<IssuedView> {
    return this.#issue(this.#matter(id, 'rotate', 'credential.issue'), acting, (deciding) => {
      const client = this.#standing(deciding);
      refuseBeyond(deciding.powers, client);
      return this.#make(client, wanted, deciding, '');
    });
  }

  /** Moves the end of a retirement, retires what was not retiring, or (null) lets it stay. */
  async moveRetirement(id: string, credentialId: string, until: string | null, acting: Acting): Promise<ClientView> {
    const moved = await this.#decisions.take(this.#matter(id, 'rotate', 'credential.retire'), acting, (deciding) => {
      const client = this.#standing(deciding);
      const credential = credentialOf(client, credentialId);
      const longestMs = this.parts.terms.longestOverlapMs;
      return moveRetirement(client, { credential, until, longestMs }, deciding);
    });
    return this.#view(moved);
  }

  /** At once. Revoking it again changes nothing. */
  async revokeCredential(id: string, credentialId: string, acting: Acting): Promise<ClientView> {
    const revoked = await this.#decisions.take(this.#matter(id, 'revoke', 'credential.revoke'), acting, (deciding) => {
      const { known, faults, powers, now } = deciding;
      faults.refuse();
      const client = this.#ofMine(known);
      const { kind } = credentialOf(client, credentialId);
      const after = revokeCredential(client, credentialId, now);
      if (after === client) return undefined;
      if (id === powers.id && !after.credentials.some((each) => each.kind === 'secret' && isLive(each, now)))
        refuseSelf();
      return { client: after, detail: { credential: credentialId, kind } };
    });
    return this.#view(revoked);
  }

  async #issue(matter: Matter, acting: Acting, make: (deciding: Deciding) => Issued): Promise<IssuedView> {
    const made: Issued[] = [];
    const client = await this.#decisions.take(matter, acting, (deciding) => {
      const issued = make(deciding);
      made.push(issued);
      return issued;
    });
    const { credential, secret } = made[0] ?? missing();
    const { clock, lastUse } = this.parts;
    const view = viewCredential(credential, client.credentials, clock.now(), lastUse);
    return { client: this.#view(client), credential: view, ...(secret !== undefined && { secret }) };
  }

  #make(client: Client, wanted: WantedCredential, deciding: Deciding, prefix: string): Issued {
    const { pepper, terms } = this.parts;
    return makeCredential(client, wanted, deciding, { pepper, terms, prefix });
  }

  #matter(id: string, right: 'write' | 'rotate' | 'revoke', action: AuditAction): Matter {
    return { id, action, needs: `admin.${this.kind === 'application' ? 'clients' : 'administrators'}.${right}` };
  }

  #action(what: 'create' | 'change' | 'revoke'): AuditAction {
    return this.kind === 'application' ? `client.${what}` : `administrator.${what}`;
  }

  #mine(): readonly Client[] {
    return this.parts.directory.list().filter(({ kind }) => kind === this.kind);
  }

  #ofMine(client: Client | undefined): Client {
    if (client?.kind !== this.kind) throw new Problem('not-found');
    return client;
  }

  /** One of this kind that was not revoked: what was is never changed again. */
  #standing({ known }: Deciding): Client {
    const client = this.#ofMine(known);
    if (client.revokedAt === undefined) return client;
    throw new Problem('conflict', { detail: `${client.id} was revoked for good. Make another one.` });
  }

  #view(client: Client): ClientView {
    const { clock, lastUse } = this.parts;
    return viewClient(client, clock.now(), lastUse);
  }

  #ending(client: Client, credential: Credential, now: number): EndingCredential {
    const { id: clientId, kind: clientKind, name: clientName, contact } = client;
    const view = viewCredential(credential, client.credentials, now, this.parts.lastUse);
    return {
      ...{ clientId, clientKind, clientName, ...(contact !== undefined && { contact }) },
      credential: { ...view, endsAt: view.endsAt ?? '' },
    };
  }
}

function credentialOf({ credentials }: Client, credentialId: string): Credential {
  const credential = credentials.find(({ id }) => id === credentialId);
  if (credential === undefined) throw new Problem('not-found');
  return credential;
}

function missing(): never {
  throw new Problem('internal-error', { internal: 'a credential was saved and not made' });
}
