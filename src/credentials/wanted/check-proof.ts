// What a wanted credential proves its holder with, read from the words of the request.
// It must never accept an address or an issuer that the settings do not name.
import type { ClientKind } from '../client.js';
import type { CredentialProof } from '../credential.js';
import { isAllowedHost, isSafeAddress } from '../key-sets/key-set.port.js';
import { readPublicKey } from './check-jwk.js';
import type { DeskTerms } from '../desk/desk-parts.js';
import { unknownNameFault } from '../desk/known-name.js';
import type { RequestFaults } from '../desk/request-faults.js';
import type { WantedCredential } from './wanted-credential.js';

/** A proof that is sound; the secret of a secret is yet to be made. */
export type SoundProof = { readonly kind: 'secret' } | Exclude<CredentialProof, { readonly kind: 'secret' }>;

type Kind = CredentialProof['kind'];
type ProofMember = 'jwk' | 'jwksUri' | 'issuer' | 'subject';

const MEMBERS: Readonly<Record<Kind, readonly ProofMember[]>> = {
  secret: [],
  'public-key': ['jwk'],
  'key-set': ['jwksUri'],
  issuer: ['issuer', 'subject'],
};
const KINDS = Object.keys(MEMBERS);
const SECRET_ONLY = 'An administrator proves itself with a secret and nothing else. Leave the kind out.';

/** By what a proof is judged. */
export interface ProofTerms extends Pick<DeskTerms, 'jwksHosts' | 'issuers'> {
  /** Whose it is: the door of the administration takes secrets only. */
  readonly holder: ClientKind;
}

const SUBJECT = /^[\x21-\x7e]{1,255}$/;
const LONGEST_ADDRESS = 2048;

/** The proof, or undefined when there are faults; they are added with `prefix` before their pointers. */
export function readProof(
  wanted: WantedCredential,
  terms: ProofTerms,
  faults: RequestFaults,
  prefix: string,
): SoundProof | undefined {
  const kind = wanted.kind ?? 'secret';
  const unfit = kindFault(kind, terms);
  faults.malformed(`${prefix}/kind`, unfit);
  if (unfit !== undefined) return undefined;
  for (const member of Object.values(MEMBERS).flat()) {
    if (wanted[member] !== undefined && !MEMBERS[kind].includes(member)) {
      faults.malformed(`${prefix}/${member}`, `A credential of the kind ${kind} has no such member.`);
    }
  }
  switch (kind) {
    case 'secret':
      return { kind };
    case 'public-key':
      return readKey(wanted.jwk, `${prefix}/jwk`, faults);
    case 'key-set':
      return readKeySet(wanted.jwksUri ?? '', terms, `${prefix}/jwksUri`, faults);
    case 'issuer':
      return readIssuer(wanted, terms, faults, prefix);
  }
}

function kindFault(kind: string, { holder }: ProofTerms): string | undefined {
  if (holder === 'administrator' && kind !== 'secret') return SECRET_ONLY;
  return KINDS.includes(kind) ? undefined : `Expected one of ${KINDS.join(', ')}.`;
}

function readKey(jwk: unknown, pointer: string, faults: RequestFaults): SoundProof | undefined {
  const key = readPublicKey(jwk, pointer);
  if (key.ok) return { kind: 'public-key', jwk: key.value };
  for (const { pointer: at = pointer, detail } of key.faults) faults.malformed(at, detail);
  return undefined;
}

function readKeySet(
  jwksUri: string,
  { jwksHosts }: ProofTerms,
  pointer: string,
  faults: RequestFaults,
): SoundProof | undefined {
  const address = jwksUri.length <= LONGEST_ADDRESS ? URL.parse(jwksUri) : null;
  if (address === null || !isSafeAddress(address)) {
    faults.malformed(pointer, 'Expected an https address, without user, password or fragment.');
    return undefined;
  }
  if (isAllowedHost(address, jwksHosts)) return { kind: 'key-set', jwksUri: address.href };
  faults.unknown(pointer, unknownNameFault('allowed host of key sets', address.host, jwksHosts));
  return undefined;
}

function readIssuer(
  { issuer = '', subject = '' }: WantedCredential,
  { issuers }: ProofTerms,
  faults: RequestFaults,
  prefix: string,
): SoundProof | undefined {
  const isSound = SUBJECT.test(subject);
  if (!isSound) faults.malformed(`${prefix}/subject`, 'Expected 1 to 255 visible ASCII characters.');
  faults.unknown(`${prefix}/issuer`, unknownNameFault('trusted issuer', issuer, issuers));
  return isSound && issuers.includes(issuer) ? { kind: 'issuer', issuer, subject } : undefined;
}
