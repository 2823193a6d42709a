// Reads the file of trusted external issuers: JSON, all faults at once.
// It must never let an option default to not being checked.
import { z } from 'zod';
import { DAY_MS, durationMs } from '../../kernel/duration.js';
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import { isSafeAddress } from '../key-sets/key-set.port.js';
import { SIGNATURE_ALGORITHMS } from '../key-sets/verification-key.js';
import { isScope } from '../scopes.js';
import type { TrustedIssuer } from './trusted-issuer.js';

const DAY_SECONDS = DAY_MS / 1000;
const LEAST_LIFETIME_SECONDS = 60;

const visible = (what: string) => z.string(what).regex(/^[\x21-\x7e]{1,255}$/, what);
const LIFETIME = 'a duration from 1m to 24h, such as 15m or 1h';

const ISSUER = z.strictObject({
  issuer: visible('the text that tokens have in iss'),
  jwksUri: z
    .string('an address')
    .refine((text) => isSafe(text), 'an https address without user, password and fragment (http on loopback only)')
    .transform((text) => new URL(text).href),
  audience: visible('the text that tokens have in aud'),
  clientClaim: visible('the name of a claim, or a path with dots').default('client_id'),
  scopeClaim: visible('the name of a claim, or a path with dots').optional(),
  scopes: z
    .record(z.string(), z.array(z.string().refine(isScope, 'a scope such as orders.list, orders.* or *')))
    .optional(),
  algorithms: z.array(z.enum(SIGNATURE_ALGORITHMS, `one of ${SIGNATURE_ALGORITHMS.join(', ')}`)).min(1, 'at least one'),
  tokenTypes: z
    .array(z.string().regex(/^[A-Za-z0-9.+/-]{1,64}$/, 'a value of typ, such as at+jwt'))
    .min(1, 'at least one')
    .default(['at+jwt', 'JWT'])
    .transform((types) => types.map((type) => type.toLowerCase().replace(/^application\//, ''))),
  maxLifetime: z
    .string(LIFETIME)
    .regex(/^\d{1,6}[smh]$/, LIFETIME)
    .transform((text) => (durationMs(text) ?? 0) / 1000)
    .refine((seconds) => seconds >= LEAST_LIFETIME_SECONDS && seconds <= DAY_SECONDS, LIFETIME)
    .default(DAY_SECONDS),
});

/** The issuers, or sentences that say where something is wrong. `own` is the issuer of our own tokens. */
export function readIssuers(text: string, own: string): Outcome<readonly TrustedIssuer[], string> {
  const json = parse(text);
  if (json === undefined) return failure(['It is no JSON.']);
  const read = z.array(ISSUER, 'a list').safeParse(json);
  if (!read.success) return failure(read.error.issues.map(sentenceOf));
  const issuers = read.data.map(({ maxLifetime, scopes, scopeClaim, ...rest }) =>
    Object.freeze({
      ...rest,
      maxLifetimeSeconds: maxLifetime,
      ...(scopeClaim !== undefined && { scopeClaim }),
      ...(scopes !== undefined && { scopes }),
    }),
  );
  const faults = [...twice(issuers), ...ownFault(issuers, own), ...idleScopes(issuers)];
  return faults.length > 0 ? failure(faults) : success(Object.freeze(issuers));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSafe(text: string): boolean {
  const address = URL.parse(text);
  return address !== null && isSafeAddress(address);
}

function sentenceOf({ path, message, code, ...issue }: z.core.$ZodIssue): string {
  const at = `/${path.join('/')}`;
  if (code !== 'unrecognized_keys') return `${at}: expected ${message}.`;
  const keys = 'keys' in issue ? (issue.keys as readonly string[]) : [];
  return `${at}: there is no ${keys.join(', ')} here; there are ${Object.keys(ISSUER.shape).join(', ')}.`;
}

function twice(issuers: readonly TrustedIssuer[]): readonly string[] {
  const names = issuers.map(({ issuer }) => issuer);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => `${name} is there twice.`);
}

function ownFault(issuers: readonly TrustedIssuer[], own: string): readonly string[] {
  return issuers.some(({ issuer }) => issuer === own) ? [`${own} is the gateway itself.`] : [];
}

/** Somebody who maps scopes without saying where they are wants them to count. */
function idleScopes(issuers: readonly TrustedIssuer[]): readonly string[] {
  const idle = issuers.filter(({ scopes, scopeClaim }) => scopes !== undefined && scopeClaim === undefined);
  return idle.map(({ issuer }) => `${issuer} has scopes, and no scopeClaim to find them in.`);
}
