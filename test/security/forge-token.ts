// Forges tokens for the matrix: any header, any claims, any key.
// It must never be imported by anything but tests.
import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { TERMS } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

type Members = Readonly<Record<string, unknown>>;

/** The header a good token has. */
export function goodHeader(gateway: GuardedGateway): Members {
  return { alg: 'ES256', typ: 'at+jwt', kid: gateway.keys.current.kid };
}

/** The claims a good token has at this moment. */
export function goodClaims(gateway: GuardedGateway): Members {
  const now = Math.floor(gateway.clock.now() / 1000);
  return {
    iss: TERMS.issuer,
    aud: TERMS.audience,
    sub: 'web-shop',
    client_id: 'web-shop',
    cid: gateway.client.credentials[0]?.id,
    scope: 'orders.list',
    jti: '1',
    iat: now,
    exp: now + 600,
  };
}

/** Leaves one member out. */
export function without(members: Members, name: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([each]) => each !== name));
}

/** Header and claims, signed with the gateway's own key (ES256) whatever the header claims. */
export function forge(gateway: GuardedGateway, header: Members, claims: Members): string {
  return forgeWith(gateway.signingKeyText, header, claims);
}

/** The same, signed with any EC private key. */
export function forgeWith(privateKeyPem: string, header: Members, claims: Members): string {
  const input = `${encode(header)}.${encode(claims)}`;
  const key = createPrivateKey(privateKeyPem);
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** No signature at all, as `alg: none` has it. */
export function forgeUnsigned(header: Members, claims: Members): string {
  return `${encode(header)}.${encode(claims)}.`;
}

/** HMAC with a text that everybody knows, such as the public key. */
export function forgeHmac(secret: string, header: Members, claims: Members): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function encode(members: Members): string {
  return Buffer.from(JSON.stringify(members)).toString('base64url');
}
