// The gateway's public listener without Nest and without a source: its options, its hooks in their order, a real token,
// a real log and real metrics. What a cached answer will cost, measured before there is a cache.
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { MemoryClientDirectory } from '../../adapters/memory/client-directory.js';
import { MemoryCredentialUsages } from '../../adapters/memory/credential-usages.js';
import { registerAccounting } from '../../src/api/admission/account-request.js';
import { registerAdmission } from '../../src/api/admission/admit.js';
import { refuseEarly } from '../../src/api/http/early-refusals.js';
import { fastifyOptions } from '../../src/api/http/fastify-options.js';
import { addSecurityHeaders } from '../../src/api/http/security-headers.js';
import type { BanyanRoute } from '../../src/api/route-config.js';
import { httpLimits } from '../../src/composition/listener-options.js';
import { issueCredential } from '../../src/credentials/issue-credential.js';
import { newPepperText, readPepper } from '../../src/credentials/secret-digest.js';
import type { Pepper } from '../../src/credentials/secret-digest.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { TokenIssuer } from '../../src/credentials/tokens/issue-token.js';
import { newSigningKeyText } from '../../src/credentials/tokens/signing-keys.js';
import { readSigningKeys } from '../../test/support/credentials/fixed-signing-keys.js';
import { createBearerVerifier } from '../../src/credentials/tokens/verify-bearer.js';
import { createTokenVerifier } from '../../src/credentials/tokens/verify-token.js';
import { UsageTracker } from '../../src/credentials/usage/usage-tracker.js';
import { systemClock } from '../../src/kernel/clock.js';
import { createLog } from '../../src/observability/log/log.js';
import { openLogDestination } from '../../src/observability/log/log-destination.js';
import { createMetrics } from '../../src/observability/metrics/metrics.js';
import { tellAll } from '../../src/observability/observation.js';
import type { Observer } from '../../src/observability/observation.js';
import { readSettings } from '../../src/settings/read-settings.js';
import { CONSTANT_BODY } from './constant-body.js';

/** A server that does not listen yet, and what its client proves itself with. */
export interface GuardedServer {
  readonly server: FastifyInstance;
  readonly token: string;
  readonly apiKey: string;
}

/** How it is to be made. */
export interface GuardedServerOptions {
  readonly logFile: string;
  /** Whether what was verified is verified again at every request, as of a client that always has a new token. */
  readonly forgetful: boolean;
}

/** Looks for what was verified, as always, and does not find it. */
class ForgetfulAuthenticator extends Authenticator {
  override recall(bearer: string): undefined {
    super.recall(bearer);
  }
}

const OPERATION = 'orders.list';
const CLIENT = 'web-shop';
const TERMS = { issuer: 'https://gateway.example', audience: 'banyan', lifetimeSeconds: 900 };
const ROUTES: Readonly<Record<string, BanyanRoute>> = {
  '/guarded': { operation: OPERATION, version: 'v1', access: 'scoped' },
  '/unguarded': { operation: OPERATION, version: 'v1', access: 'public' },
};

/** Both routes of the comparison on one server; which of them is called is the caller's choice. */
export async function guardedServer({ logFile, forgetful }: GuardedServerOptions): Promise<GuardedServer> {
  const clock = systemClock;
  const keys = await readSigningKeys(newSigningKeyText());
  const { clients, pepper, credentialId, secret } = await oneClient();
  const verify = createBearerVerifier(createTokenVerifier(TERMS, keys, clock), { clients, pepper });
  const authenticator = forgetful ? new ForgetfulAuthenticator(verify, clock) : new Authenticator(verify, clock);
  const observe = outlook(logFile);
  const usage = await UsageTracker.open({ clients, usages: new MemoryCredentialUsages(clients), clock, observe });
  const services = { clock, observe, clients, usage, authenticator };
  const limits = httpLimits(defaultSettings());
  const server = Fastify(fastifyOptions({ limits, trustProxy: [] }));
  addSecurityHeaders(server, false);
  registerAccounting(server, services);
  registerAdmission(server, services);
  server.addHook('onRequest', (request, _reply, done) => done(refuseEarly(request, limits)));
  server.addHook('onRequest', (_request, reply) => {
    reply.code(200).type('application/json').send(CONSTANT_BODY);
  });
  for (const [url, banyan] of Object.entries(ROUTES)) server.get(url, { config: { banyan } }, () => '');
  const subject = { clientId: CLIENT, credentialId, scopes: ['orders.*'] };
  return { server, token: await new TokenIssuer(TERMS, keys, clock).issue(subject), apiKey: secret };
}

interface KnownClient {
  readonly clients: MemoryClientDirectory;
  readonly pepper: Pepper;
  readonly credentialId: string;
  readonly secret: string;
}

async function oneClient(): Promise<KnownClient> {
  const clients = new MemoryClientDirectory();
  const pepper = readPepper(newPepperText());
  const { credential, secret } = issueCredential(pepper, systemClock);
  await clients.save({
    id: CLIENT,
    kind: 'application',
    name: 'Web shop',
    scopes: ['orders.*'],
    createdAt: credential.createdAt,
    credentials: [credential],
  });
  return { clients, pepper, credentialId: credential.id, secret };
}

function outlook(logFile: string): Observer {
  const destination = openLogDestination(logFile);
  const metrics = createMetrics({ operations: [OPERATION], versions: ['v1'], processMetrics: true });
  return tellAll([createLog({ destination, level: 'info', clock: systemClock }), metrics.observe]);
}

function defaultSettings() {
  const settings = readSettings({});
  if (!settings.ok) throw new Error('the default settings are wrong');
  return settings.value;
}
