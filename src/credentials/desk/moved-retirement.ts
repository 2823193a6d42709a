// Moves the end of a credential that is on its way out, begins that way, or calls it off.
// It must never bring back what is over, nor make an overlap longer than the longest.
import { Problem } from '../../problems/problem.js';
import type { Client } from '../client.js';
import type { Credential, Retirement } from '../credential.js';
import { endOf, isOpen, stateOf } from '../credential-state.js';
import { instant, latestEndOf, withRetirement } from '../rotation/rotation.js';
import { EXPECTED_MOMENT, readMoment } from '../wanted/check-times.js';
import type { Decided, Deciding } from './decisions.js';
import { refuseLonger, refuseSelf } from './of-oneself.js';
import { refuseBeyond } from './powers.js';
import { hasSuccessor } from './successor.js';

/** Whoever says "now" has said it a while ago by the time it is read. */
const TOLERANCE_MS = 60_000;

/** The retirement to be moved. */
export interface WantedMove {
  readonly credential: Credential;
  /** RFC 3339; null calls it off. */
  readonly until: string | null;
  readonly longestMs: number;
}

/** The client afterwards; undefined when it does not retire anyway. Throws Problems. */
export function moveRetirement(client: Client, move: WantedMove, deciding: Deciding): Decided | undefined {
  const { credential, until } = move;
  const { now, faults, powers } = deciding;
  const wanted = until === null ? undefined : readUntil(client, move, until, deciding);
  faults.refuse();
  if (!isOpen(credential, now)) {
    const detail = `The credential ${credential.id} is ${stateOf(credential, now)} and stays so. Issue another one.`;
    throw new Problem('conflict', { detail });
  }
  if (wanted === undefined && credential.retirement === undefined) return undefined;
  const moved = withRetirement(client, credential.id, wanted);
  const [from, to] = [endOf(credential), endOf(credentialIn(moved, credential))];
  if (to > from) refuseBeyond(powers, client);
  if (client.id === powers.id) {
    refuseLonger(client, moved, now);
    if (to < from && !hasSuccessor(credential, moved.credentials, to)) refuseSelf();
  }
  const detail = { credential: credential.id, until: wanted?.until ?? 'called off' };
  return { client: moved, detail };
}

function credentialIn({ credentials }: Client, credential: Credential): Credential {
  return credentials.find(({ id }) => id === credential.id) ?? credential;
}

function readUntil(
  client: Client,
  { credential, longestMs }: WantedMove,
  until: string,
  { now, faults }: Deciding,
): Retirement | undefined {
  const { since, replacedBy } = credential.retirement ?? {
    since: instant(now),
    replacedBy: successorOf(client, credential, now).id,
  };
  const replacing = client.credentials.find(({ id }) => id === replacedBy);
  const latest = latestEndOf(Date.parse(since), replacing, longestMs);
  const at = readMoment(until);
  if (at === undefined) faults.malformed('/until', EXPECTED_MOMENT);
  else if (at < now - TOLERANCE_MS || at > latest) {
    faults.malformed('/until', `Expected a moment from now on and not after ${instant(latest)}.`);
  } else return { since, replacedBy, until: instant(Math.max(at, now)) };
  return undefined;
}

/** The newest of the others that stays. */
function successorOf({ credentials }: Client, retiring: Credential, now: number): Credential {
  const successor = credentials.findLast((each) => {
    return each !== retiring && isOpen(each, now) && each.retirement === undefined;
  });
  if (successor !== undefined) return successor;
  throw new Problem('conflict', { detail: 'Nothing would take its place. Issue another one first, or revoke it.' });
}
