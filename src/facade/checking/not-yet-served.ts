// The parts of the format that are accepted ahead of the gateway that will serve them: each is a warning where it stands.
// It must never let one pass in silence: an author would believe that it protects something.
import type { Spot } from '../yaml/spot.js';
import type { Path } from '../yaml/path.js';

interface LaterPart {
  readonly path: Path;
  readonly message: string;
}

const laterInFacade: readonly LaterPart[] = [
  { path: ['plans'], message: 'is accepted and not yet enforced: no client is limited by its plan.' },
];

const laterInProtection: readonly LaterPart[] = [
  { path: ['breaker'], message: 'is accepted and not yet enforced: every call is tried.' },
];

const laterInResource: readonly LaterPart[] = [
  { path: ['read', 'freshness'], message: 'is accepted and not yet enforced: every answer is read from the source.' },
];

/** Warns of everything in facade.yaml that has no effect yet. */
export function warnOfLaterFacadeParts(protections: readonly string[], spot: Spot): void {
  warn(laterInFacade, spot);
  for (const name of protections) warn(laterInProtection, spot.in('protection', name));
}

/** Warns of everything in a resource file that has no effect yet. */
export function warnOfLaterResourceParts(spot: Spot): void {
  warn(laterInResource, spot);
}

function warn(parts: readonly LaterPart[], spot: Spot): void {
  for (const { path, message } of parts) {
    const place = spot.in(...path);
    if (place.isWritten) place.warning(message);
  }
}
