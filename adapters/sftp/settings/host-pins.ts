// The pins of a server's host key: what they look like and whether a key is one of them.
// It must never accept a key without a pin: the first connection is as dangerous as any other.
import { createHash } from 'node:crypto';

const PIN = /^SHA256:([A-Za-z0-9+/]{43})=?$/;
const HOW = 'run ssh-keyscan -p PORT HOST | ssh-keygen -lf - and compare with what the server’s people tell you';

/** The fingerprint of a raw host key as `ssh-keygen -l` prints it. */
export function fingerprint(key: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=$/, '')}`;
}

/** Pins in the form of `fingerprint`; empty ones stand for a change that is not planned yet. All faults at once. */
export function readPins(pins: readonly string[], faults: string[]): readonly string[] {
  const hostKeys = pins.filter((pin) => pin.trim() !== '');
  if (hostKeys.length === 0) faults.push(`hostKeys must pin the server's host key as SHA256:…; ${HOW}`);
  return hostKeys.map((pin, index) => {
    const [, digest] = PIN.exec(pin.trim()) ?? [];
    if (digest === undefined) {
      faults.push(`hostKeys[${index}] must be SHA256: and 43 characters of base64, as ssh-keygen -l prints it; ${HOW}`);
    }
    return `SHA256:${digest ?? ''}`;
  });
}
