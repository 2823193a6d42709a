// A bare Fastify with admission in front, and everything a security test needs to knock at it.
// It must never do admission's work: routes answer constants, and the error handler only prints.
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { MemoryClientDirectory } from '../../adapters/memory/client-directory.js';
import { MemoryCredentialUsages } from '../../adapters/memory/credential-usages.js';
import { registerAccounting } from '../../src/api/admission/account-request.js';
import { registerAdmission } from '../../src/api/admission/admit.js';
import '../../src/api/route-config.js';
import type { Client } from '../../src/credentials/client.js';
import { issueCredential } from '../../src/credentials/issue-credential.js';
import { newPepperText, readPepper } from '../../src/credentials/secret-digest.js';
import type { Pepper } from '../../src/credentials/secret-digest.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { TokenIssuer } from '../../src/credentials/tokens/issue-token.js';
import { newSigningKeyText } from '../../src/credentials/tokens/signing-keys.js';
import { readSigningKeys } from '../support/credentials/fixed-signing-keys.js';
import type { SigningKeys } from '../../src/credentials/tokens/signing-keys.js';
import type { ExternalCheck } from '../../src/credentials/tokens/verify-bearer.js';
import { createBearerVerifier } from '../../src/credentials/tokens/verify-bearer.js';
import { createTokenVerifier } from '../../src/credentials/tokens/verify-token.js';
import { UsageTracker } from '../../src/credentials/usage/usage-tracker.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Observation } from '../../src/observability/observation.js';
import { problemBody } from '../../src/problems/problem-body.js';
import { PROBLEMS } from '../../src/problems/problem-codes.js';
import { Problem } from '../../src/problems/problem.js';

export const TERMS = { issuer: 'https://gateway.test', audience: 'https://api.test', lifetimeSeconds: 600 };

/** Everything around one running gateway. */
export interface GuardedGateway {
  readonly server: FastifyInstance;
  readonly clock: ManualClock;
  readonly clients: MemoryClientDirectory;
  readonly usage: UsageTracker;
  readonly pepper: Pepper;
  readonly keys: SigningKeys;
  readonly signingKeyText: string;
  readonly issuer: TokenIssuer;
  readonly observations: Observation[];
  readonly client: Client;
  /** Of `client`, in clear. */
  readonly secret: string;
}

/** Verifies tokens of external issuers for a gateway that is being built. */
export type OpenExternal = (parts: Pick<GuardedGateway, 'clients' | 'clock'>) => ExternalCheck;

/** Starts one with a client `web-shop` that holds `scopes`. Close its `server` when done. */
export async function startGuarded(
  scopes: readonly string[] = ['orders.list'],
  openExternal?: OpenExternal,
): Promise<GuardedGateway> {
  const clock = new ManualClock();
  const clients = new MemoryClientDirectory();
  const pepper = readPepper(newPepperText());
  const signingKeyText = newSigningKeyText();
  const keys = await readSigningKeys(signingKeyText);
  const { credential, secret } = issueCredential(pepper, clock);
  const { createdAt } = credential;
  const credentials = [credential];
  await clients.save({ id: 'web-shop', kind: 'application', name: 'Web shop', scopes, createdAt, credentials });
  const observations: Observation[] = [];
  const observe = (observation: Observation): void => void observations.push(observation);
  const verify = createBearerVerifier(
    createTokenVerifier(TERMS, keys, clock),
    { clients, pepper },
    openExternal?.({ clients, clock }),
  );
  const server = Fastify({ http: { maxHeaderSize: 4 * 1024 * 1024 } });
  const usages = new MemoryCredentialUsages(clients);
  const usage = await UsageTracker.open({ clients, usages, clock, observe });
  registerAccounting(server, { clock, observe });
  registerAdmission(server, { clock, observe, clients, usage, authenticator: new Authenticator(verify, clock) });
  addRoutes(server);
  const issuer = new TokenIssuer(TERMS, keys, clock);
  const client = clients.find('web-shop');
  if (client === undefined) throw new Error('the client was not saved');
  return { server, clock, clients, usage, pepper, keys, signingKeyText, issuer, observations, client, secret };
}

/** A token for the gateway's client as the token endpoint would issue it. */
export function tokenFor(gateway: GuardedGateway, scopes = gateway.client.scopes): Promise<string> {
  const credentialId = gateway.client.credentials[0]?.id ?? '';
  return gateway.issuer.issue({ clientId: gateway.client.id, credentialId, scopes });
}

function addRoutes(server: FastifyInstance): void {
  const answer = (): object => ({ data: [] });
  server.get(
    '/v1/orders',
    { config: { banyan: { operation: 'orders.list', version: 'v1', access: 'scoped' } } },
    answer,
  );
  server.get(
    '/v1/orders/:id',
    { config: { banyan: { operation: 'orders.get', version: 'v1', access: 'scoped' } } },
    answer,
  );
  server.get('/v1/customers', { config: { banyan: { operation: 'customers.list', access: 'scoped' } } }, answer);
  server.get('/open', { config: { banyan: { operation: 'document', access: 'public' } } }, answer);
  server.get('/forgotten', answer);
  server.setErrorHandler((error, request, reply) => {
    const problem = error instanceof Problem ? error : new Problem('internal-error', { cause: error });
    return reply
      .status(PROBLEMS[problem.code].status)
      .headers(problem.headers)
      .type('application/problem+json')
      .send(problemBody(problem, request.banyan.correlationId));
  });
  server.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .type('application/problem+json')
      .send(problemBody(new Problem('not-found'), request.banyan.correlationId)),
  );
}
