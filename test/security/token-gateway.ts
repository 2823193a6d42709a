// The token routes in a bare Nest application with admission in front.
// It must never do the routes' work: its filter only prints problems.
import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AdmissionGuard } from '../../src/api/admission/admission.guard.js';
import { registerAdmission } from '../../src/api/admission/admit.js';
import { SteadyTime } from '../../src/credentials/judging/steady-time.js';
import { FailureThrottle } from '../../src/api/token/failure-throttle.js';
import { registerTokenFormBody } from '../../src/api/token/token-form-body.js';
import { TokenModule } from '../../src/api/token/token.module.js';
import { AssertionCheck } from '../../src/credentials/assertions/assertion-check.js';
import { KeySetCache } from '../../src/credentials/key-sets/key-set-cache.js';
import { KeySetFault } from '../../src/credentials/key-sets/key-set.port.js';
import type { KeySets } from '../../src/credentials/key-sets/key-set.port.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { createTokenVerifier } from '../../src/credentials/tokens/verify-token.js';
import type { Clock } from '../../src/kernel/clock.js';
import { problemBody } from '../../src/problems/problem-body.js';
import { PROBLEMS } from '../../src/problems/problem-codes.js';
import { Problem } from '../../src/problems/problem.js';
import { TERMS, startGuarded } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

/** Prints problems; everything else is an internal error. */
@Catch()
class PrintProblems implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const problem = error instanceof Problem ? error : new Problem('internal-error', { cause: error });
    const body = problemBody(problem, http.getRequest<FastifyRequest>().banyan.correlationId);
    const reply = http.getResponse<FastifyReply>().status(PROBLEMS[problem.code].status);
    if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds);
    reply.type('application/problem+json').send(body);
  }
}

/** What can be varied. */
export interface TokenGatewayOptions {
  readonly basic?: boolean;
  readonly post?: boolean;
  readonly assertion?: boolean;
  /** Where key sets come from; nowhere by default. */
  readonly keySets?: (clock: Clock) => Pick<KeySets, 'fetch'>;
  readonly perClient?: number;
  readonly perAddress?: number;
  /** Where failures are counted; in memory by default. */
  readonly counts?: ThrottlerStorage;
}

export interface TokenGateway extends GuardedGateway {
  readonly app: NestFastifyApplication;
}

/** Operations that exist behind this gateway. */
export const OPERATIONS = ['orders.list', 'orders.get', 'customers.list', 'customers.get'];

/** Starts one; close its `app` and its `server` when done. */
export async function startTokenGateway(options: TokenGatewayOptions = {}): Promise<TokenGateway> {
  const guarded = await startGuarded(['orders.*', 'customers.list']);
  const { clients, usage, clock, issuer, keys, pepper, observations } = guarded;
  const observe = (observation: (typeof observations)[number]): void => void observations.push(observation);
  const limits = { perAddress: options.perAddress ?? 1000, perClient: options.perClient ?? 1000, windowMs: 60_000 };
  const failures = new FailureThrottle(options.counts ?? new ThrottlerStorageService(), limits);
  const proofs = { basic: options.basic ?? true, post: options.post ?? true, assertion: options.assertion ?? true };
  const time = new SteadyTime(clock);
  const source = options.keySets?.(clock) ?? { fetch: () => Promise.reject(new KeySetFault('nowhere')) };
  const assertions = new AssertionCheck({
    ...{ clients, clock, time },
    keySets: new KeySetCache({ source, clock, observe, outageMs: 3_600_000 }),
    terms: { audiences: [TERMS.issuer, `${TERMS.issuer}/oauth/token`], startedAt: clock.now() },
  });
  const services = {
    ...{ clients, usage, pepper, issuer, failures, observe, proofs, time, assertions },
    operations: OPERATIONS,
  };
  Logger.overrideLogger(false);
  const adapter = new FastifyAdapter();
  registerTokenFormBody(adapter);
  const authenticator = new Authenticator(createTokenVerifier(TERMS, keys, clock), clock);
  registerAdmission(adapter.getInstance<FastifyInstance>(), { clock, observe, clients, usage, authenticator });
  const app = await NestFactory.create<NestFastifyApplication>(TokenModule.with(services, keys), adapter);
  app.useGlobalGuards(new AdmissionGuard(observe));
  app.useGlobalFilters(new PrintProblems());
  await app.init();
  await adapter.getInstance<FastifyInstance>().ready();
  return { ...guarded, app };
}
