// Decides whether a new connection of a channel may be used: it must reach a database that takes writes, with a login
// that may run at least one procedure. What the login may do beyond that is a standing warning.
import { CALLING, powerBeyond } from './login-powers.js';
import type { Ask, Proof } from './proof.js';
import { EXECUTABLE, UPDATEABILITY } from './proof-statements.js';

/** The proof that a channel's connections give. */
export const writerProof: Proof = async (ask) => {
  const advice = (await refuteUpdateable(ask)) ?? (await refuteExecutable(ask));
  return advice === undefined ? undefined : { fault: 'configuration', advice };
};

async function refuteUpdateable(ask: Ask): Promise<string | undefined> {
  const [row] = await ask(UPDATEABILITY);
  const state = row?.[0];
  if (state === 'READ_WRITE') return undefined;
  return `The database is ${typeof state === 'string' ? state : 'in an unknown state'}, not READ_WRITE: point url of this channel at the primary, or wait until a failover is over.`;
}

async function refuteExecutable(ask: Ask): Promise<string | undefined> {
  const rows = await ask(EXECUTABLE);
  if (rows.length > 0) return undefined;
  return 'The login may not run any procedure: GRANT EXECUTE on the sanctioned procedures, or on their schema, to it.';
}

/** What readiness shows for as long as the login may do more than run procedures; undefined when it may not. */
export async function powerWarning(ask: Ask): Promise<string | undefined> {
  const power = await powerBeyond(CALLING, ask);
  if (power === undefined) return undefined;
  return `The login of this channel ${power}: give the gateway a login of its own that may only EXECUTE the sanctioned procedures.`;
}
