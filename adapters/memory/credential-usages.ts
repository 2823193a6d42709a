// The memory twin of the last use of credentials.
// It must never promise more than the real one: nothing but durability is left out.
import type { ClientDirectory } from '../../src/credentials/client-directory.port.js';
import { type CredentialUsage, CredentialUsages } from '../../src/credentials/credential-usage.port.js';

/** Keeps last uses of what the clients hold, for as long as the process lives. */
export class MemoryCredentialUsages extends CredentialUsages {
  readonly #known = new Map<string, CredentialUsage>();

  constructor(private readonly clients: Pick<ClientDirectory, 'findByCredential'>) {
    super();
  }

  list(): Promise<readonly CredentialUsage[]> {
    this.#forgetGone();
    const known = [...this.#known.values()];
    return Promise.resolve(known.sort((one, other) => (one.credentialId < other.credentialId ? -1 : 1)));
  }

  async record(usages: readonly CredentialUsage[]): Promise<void> {
    await Promise.resolve();
    for (const usage of usages) {
      const known = this.#known.get(usage.credentialId)?.lastUsedAt;
      const isLater = known === undefined || Date.parse(usage.lastUsedAt) > Date.parse(known);
      if (isLater) this.#known.set(usage.credentialId, { ...usage });
    }
    this.#forgetGone();
  }

  #forgetGone(): void {
    for (const id of this.#known.keys()) if (this.clients.findByCredential(id) === undefined) this.#known.delete(id);
  }
}
