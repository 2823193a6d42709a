// The token routes in a bare Nest application with admission in front.
// It must never do the routes' work: its filter only prints problems.
import { Catch, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AdmissionGuard } from '../../src/api/admission/admission.guard.js';
import { registerAdmission } from '../../src/api/admission/admit.js';
import { FailureThrottle } from '../../src/api/token/failure-throttle.js';
import { registerTokenFormBody } from '../../src/api/token/token-form-body.js';
import { TokenModule } from '../../src/api/token/token.module.js';
import { Authenticator } from '../../src/credentials/tokens/authenticator.js';
import { createTokenVerifier } from '../../src/credentials/tokens/verify-token.js';
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
  readonly perClient?: number;
  readonly perAddress?: number;
}

export interface TokenGateway extends GuardedGateway {
  readonly app: NestFastifyApplication;
}

/** Operations that exist behind this gateway. */
export const OPERATIONS = ['orders.list', 'orders.get', 'customers.list', 'customers.get'];

/** Starts one; close its `app` and its `server` when done. */
export async function startTokenGateway(options: TokenGatewayOptions = {}): Promise<TokenGateway> {
  const guarded = await startGuarded(['orders.*', 'customers.list']);
  const { clients, clock, issuer, keys, pepper, observations } = guarded;
  const observe = (observation: (typeof observations)[number]): void => void observations.push(observation);
  const limits = { perAddress: options.perAddress ?? 1000, perClient: options.perClient ?? 1000, windowMs: 60_000 };
  const failures = new FailureThrottle(new ThrottlerStorageService(), limits);
  const proofs = { basic: options.basic ?? true, post: options.post ?? true };
  const services = { clients, pepper, issuer, failures, observe, proofs, operations: OPERATIONS };
  Logger.overrideLogger(false);
  const adapter = new FastifyAdapter();
  registerTokenFormBody(adapter);
  const authenticator = new Authenticator(createTokenVerifier(TERMS, keys, clock), clock);
  registerAdmission(adapter.getInstance<FastifyInstance>(), { clock, observe, clients, authenticator });
  const app = await NestFactory.create<NestFastifyApplication>(TokenModule.with(services, keys), adapter);
  app.useGlobalGuards(new AdmissionGuard(observe));
  app.useGlobalFilters(new PrintProblems());
  await app.init();
  await adapter.getInstance<FastifyInstance>().ready();
  return { ...guarded, app };
}
