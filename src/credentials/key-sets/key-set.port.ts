// The port to key sets that others publish at an address (RFC 7517), and the rule which addresses may be asked.
// It must never be asked on behalf of an address that a token carries, only of those that people have entered.

/** Why there is no key set; a few words for people that do not repeat the address, which may hold a secret. */
export class KeySetFault extends Error {}

/** Fetches key sets. Follows nothing that the other side says. */
export abstract class KeySets {
  /**
   * The text at an address, at most 64 KiB of it, within 5 s. Rejects with KeySetFault, and when the address is not
   * allowed without asking anybody.
   */
  abstract fetch(address: string): Promise<string>;
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether keys may come from there at all: encrypted, or from this very machine; with no password and no fragment. */
export function isSafeAddress({ protocol, hostname, username, password, hash }: URL): boolean {
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  return isPrivate && username === '' && password === '' && hash === '';
}

/** Whether an allow-list names its host; an entry without a port means the usual port of the scheme only. */
export function isAllowedHost({ host }: URL, allowed: readonly string[]): boolean {
  return allowed.includes(host);
}
