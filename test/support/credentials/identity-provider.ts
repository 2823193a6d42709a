// An identity provider on the loopback: key pairs, tokens signed with them, and a key set at an address that can be made
// to misbehave. It counts how often it is asked.
import { generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';

/** The kinds of key there are, by the algorithm they are used with. */
export type Algorithm = 'ES256' | 'RS256' | 'PS256' | 'EdDSA';

/** A pair of keys and the public one as it is published. */
export interface OwnKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: JsonWebKey;
}

/** Makes a pair for an algorithm. */
export function makeKey(algorithm: Algorithm = 'ES256', kid = `${algorithm}-1`): OwnKey {
  const { publicKey, privateKey } = pairFor(algorithm);
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid } };
}

function pairFor(algorithm: Algorithm): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return algorithm === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** A token with exactly these members. */
export function signToken(
  { privateKey }: Pick<OwnKey, 'privateKey'>,
  header: Readonly<Record<string, unknown>> & { readonly alg: string },
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
}

/** How a request is answered. */
export type ServeKeys = (response: ServerResponse) => void;

/** A running one. */
export interface IdentityProvider extends AsyncDisposable {
  readonly host: string;
  readonly jwksUri: string;
  /** How often its key set was asked for. */
  asked: number;
  /** How it answers from now on; `publish` goes back to publishing. */
  serve: ServeKeys;
  publish(...keys: readonly JsonWebKey[]): void;
  /** Closes the port; `jwksUri` then leads nowhere. */
  stop(): Promise<void>;
}

/** Starts one that publishes `keys`. */
export async function startIdentityProvider(...keys: readonly JsonWebKey[]): Promise<IdentityProvider> {
  const server = createServer((_, response) => {
    provider.asked += 1;
    provider.serve(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  const provider: IdentityProvider = {
    host,
    jwksUri: `http://${host}/keys`,
    asked: 0,
    serve: () => undefined,
    publish: (...published) => {
      provider.serve = (response) => void response.writeHead(200).end(JSON.stringify({ keys: published }));
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
  provider.publish(...keys);
  return provider;
}
