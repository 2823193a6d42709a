// What a client can be known by in private_key_jwt, made ready once: this is looked through before anything is proven, for
// whoever asks. It must never read a key that is not about to check a signature.
import type { Client, Credential } from '../client.js';
import { endOf, startOf } from '../credential-state.js';
import { fitsHeader } from '../key-sets/check-foreign-header.js';
import type { ForeignHeader } from '../key-sets/check-foreign-header.js';
import { keyUse, verificationKey } from '../key-sets/verification-key.js';
import type { KeyUse, VerificationKey } from '../key-sets/verification-key.js';
import type { Moment } from '../judging/moment.js';

type Of<Kind extends Credential['kind']> = Extract<Credential, { readonly kind: Kind }>;

/** A credential, and from when to when it is good. */
class KeyHolder<Held extends Credential = Credential> {
  readonly #from: number;
  readonly #until: number;

  constructor(readonly credential: Held) {
    this.#from = startOf(credential);
    this.#until = credential.revokedAt === undefined ? endOf(credential) : -Infinity;
  }

  /** As `isLive` of its credential has it. */
  isLiveAt({ earliest, latest }: Moment): boolean {
    return this.#from <= earliest && latest < this.#until;
  }
}

/** An uploaded key, which is read when it is wanted for the first time. */
class UploadedKey extends KeyHolder<Of<'public-key'>> {
  readonly #use: KeyUse;
  #key: VerificationKey | undefined;

  constructor(credential: Of<'public-key'>) {
    super(credential);
    this.#use = keyUse(credential.jwk);
  }

  /** It is named by the id it was uploaded with, or by the public id of its credential. */
  get names(): readonly string[] {
    return [...new Set([this.credential.id, ...(this.#use.kid === undefined ? [] : [this.#use.kid])])];
  }

  fits(header: ForeignHeader): boolean {
    return fitsHeader(header, this.credential.id)(this.#use);
  }

  get key(): VerificationKey {
    return (this.#key ??= verificationKey(this.credential.jwk));
  }
}

/** In the order of the client's credentials. */
export class OwnKeys {
  readonly sets: readonly KeyHolder<Of<'key-set'>>[];
  readonly #uploaded: readonly UploadedKey[];
  readonly #byName = new Map<string, UploadedKey[]>();

  constructor({ credentials }: Client) {
    this.sets = credentials.filter((each) => each.kind === 'key-set').map((each) => new KeyHolder(each));
    this.#uploaded = credentials.filter((each) => each.kind === 'public-key').map((each) => new UploadedKey(each));
    for (const each of this.#uploaded) for (const name of each.names) this.#add(name, each);
  }

  /** Uploaded keys of this name, or all of them. */
  uploaded(name: string | undefined): readonly UploadedKey[] {
    return name === undefined ? this.#uploaded : (this.#byName.get(name) ?? []);
  }

  #add(name: string, key: UploadedKey): void {
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, [key]);
    else known.push(key);
  }
}

const made = new WeakMap<Client, OwnKeys>();

/** Of a client as a directory returns it: the same object until the client changes. */
export function ownKeys(client: Client): OwnKeys {
  const known = made.get(client) ?? new OwnKeys(client);
  made.set(client, known);
  return known;
}
