// The clients as of now, indexed for look-ups on every request; what every directory answers from.
// It must never hand out anything that can be changed.
import { isDeepStrictEqual } from 'node:util';
import { ClientDirectory } from './client-directory.port.js';
import type { Client, Credential } from './client.js';

type Issued = Extract<Credential, { readonly kind: 'issuer' }>;

/** A directory with all its clients in memory, by everything they are looked up by. */
export abstract class IndexedClients extends ClientDirectory {
  readonly #byId = new Map<string, Client>();
  readonly #byCredential = new Map<string, Client>();
  readonly #bySubject = new Map<string, Client>();
  #list: readonly Client[] | undefined;

  find(id: string): Client | undefined {
    return this.#byId.get(id);
  }

  findByCredential(credentialId: string): Client | undefined {
    return this.#byCredential.get(credentialId);
  }

  findBySubject(issuer: string, subject: string): Client | undefined {
    return this.#bySubject.get(subjectKey({ issuer, subject }));
  }

  list(): readonly Client[] {
    this.#list ??= Object.freeze([...this.#byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1)));
    return this.#list;
  }

  /** Takes a frozen copy in; a client equal to the one that is known stays the same object. */
  protected put(client: Client): void {
    const kept = freeze(JSON.parse(JSON.stringify(client)) as Client);
    const known = this.#byId.get(kept.id);
    if (isDeepStrictEqual(known, kept)) return;
    if (known !== undefined) this.#forget(known);
    this.#byId.set(kept.id, kept);
    for (const { id } of kept.credentials) this.#byCredential.set(id, kept);
    for (const issued of standingSubjects(kept)) this.#bySubject.set(subjectKey(issued), kept);
    this.#list = undefined;
  }

  #forget(known: Client): void {
    for (const { id } of known.credentials) this.#byCredential.delete(id);
    for (const issued of standingSubjects(known)) this.#bySubject.delete(subjectKey(issued));
  }
}

/** The pairs of issuer and subject that stand for a client, each once: those that were not revoked. */
export function standingSubjects({ revokedAt, credentials }: Client): readonly Issued[] {
  if (revokedAt !== undefined) return [];
  const standing = credentials.filter((each) => each.kind === 'issuer').filter((each) => each.revokedAt === undefined);
  return [...new Map(standing.map((each) => [subjectKey(each), each])).values()];
}

function subjectKey({ issuer, subject }: Pick<Issued, 'issuer' | 'subject'>): string {
  return JSON.stringify([issuer, subject]);
}

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
