// The keys whose signatures count. Without a key known from elsewhere the first one in the file of heads has to do.
// It must never take a second key from the file.
import type { AuditPublicKey } from '../heads/audit-key.js';
import type { SignedLine } from '../heads/signed-line.js';
import { isSignedBy } from '../heads/signed-line.js';

/** Keys known beforehand, or the first one that is met. */
export class TrustedKeys {
  readonly #keys: Map<string, AuditPublicKey>;
  readonly #pinned: boolean;

  /** @param ids of keys that are known by id only: the file of heads has to bring them */
  constructor(
    known: readonly AuditPublicKey[],
    private readonly ids: readonly string[] = [],
  ) {
    this.#keys = new Map(known.map((key) => [key.id, key]));
    this.#pinned = known.length + ids.length > 0;
  }

  /** Ids of the keys that count. */
  get trusted(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** True when the key was known beforehand, so that heads cannot bring their own. */
  get pinned(): boolean {
    return this.#pinned;
  }

  /** Meets a key in the file of heads; false when it does not count. */
  meet(key: AuditPublicKey): boolean {
    const wanted = this.#pinned ? this.ids.includes(key.id) : this.#keys.size === 0;
    if (wanted) this.#keys.set(key.id, key);
    return this.#keys.has(key.id);
  }

  /** What is wrong with a signature; undefined when nothing is. */
  faultOf(line: SignedLine): string | undefined {
    const key = this.#keys.get(line.key);
    if (key === undefined) return `it is signed by ${line.key}, which is not the key of this gateway`;
    return isSignedBy(line, key) ? undefined : 'its signature does not belong to what it says';
  }
}
