// The port to the clients the gateway knows.
// It must never hand out, or ask for, a secret: only digests are kept.
import type { AuditEntry } from '../audit/audit-entry.js';
import { Turns } from '../kernel/turns.js';
import type { Client } from './client.js';

export type { Client, ClientKind, Credential, CredentialProof } from './client.js';

/** Rejects a save: a credential id, or an issuer and subject, belongs to another client. Nothing was written. */
export class BelongsToAnother extends Error {}

/** What a decision comes to: the client as it is to be, and the entry that tells of it. */
export interface ClientChange {
  readonly client: Client;
  readonly audit?: AuditEntry;
}

/**
 * Keeps clients. The three `find`s answer from memory, so that they can be asked on every request, and return the very
 * same frozen object until that client changes: what is derived from a client is cached by identity. A change counts for
 * them within five seconds of its commit, and at once in the process that made it.
 */
export abstract class ClientDirectory {
  readonly #turns = new Turns();

  /** The client of this id as of now, or undefined. Never throws, never waits. */
  abstract find(id: string): Client | undefined;
  /** The client that holds the credential of this public id, or undefined. Never throws, never waits. */
  abstract findByCredential(credentialId: string): Client | undefined;
  /**
   * The client that tokens of this external issuer for this subject stand for, or undefined. A pair that was revoked
   * stands for nobody and may be given to another client. Never throws, never waits.
   */
  abstract findBySubject(issuer: string, subject: string): Client | undefined;
  /** Every client, in order of id; revoked ones too. */
  abstract list(): readonly Client[];
  /**
   * Adds or replaces a client, and appends the entry that tells of it, in one commit; resolves when it is on disk. Rejects
   * with BelongsToAnother when a credential id, or an issuer and subject, belongs to another client. Whoever decides by
   * what the directory holds must use `change`: a client that was read before is stale by the time it is saved.
   */
  abstract save(client: Client, audit?: AuditEntry): Promise<void>;

  /**
   * Lets `decide` see the client of an id (undefined: there is none) and saves what it comes to. One change at a time, so
   * that nothing `decide` sees in the directory, of this client or of others, changes before its decision is on disk.
   * Undefined decides for no change; what `decide` throws rejects. Resolves to the client as it then is.
   */
  change(id: string, decide: (client: Client | undefined) => ClientChange | undefined): Promise<Client | undefined> {
    return this.#turns.take(async () => {
      const wanted = decide(this.find(id));
      if (wanted !== undefined) await this.save(wanted.client, wanted.audit);
      return this.find(id);
    });
  }
}
