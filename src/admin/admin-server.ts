// Builds the administration listener: health with reasons, metrics, /admin/v1. Loopback unless the settings say otherwise.
// It must never carry anything a caller of the API needs.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TerminusModule } from '@nestjs/terminus';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../kernel/clock.js';
import type { Metrics } from '../observability/metrics/metrics.js';
import type { Observer } from '../observability/observation.js';
import type { Readiness } from '../observability/readiness.js';
import { serveDesks } from './admin-desks.js';
import type { AdminDesks, Served } from './admin-desks.js';
import { AdminProblemFilter } from './admin-problem.filter.js';
import { receiveBodies } from './content-types.js';
import { AdmittedGuard } from './guard/admitted.guard.js';
import type { AdministratorGate } from './guard/administrator-gate.js';
import { collectRoutes } from './guard/collect-routes.js';
import type { RegisteredRoute } from './guard/collect-routes.js';
import { registerAdmission } from './guard/register-admission.js';
import { METRICS, OperatorController } from './operator.controller.js';
import { READINESS, ReadinessCheck } from './readiness-check.js';
import { PageLinks } from './routes/page-links.js';

/** What administrators find behind the door. */
export interface Administration {
  readonly gate: AdministratorGate;
  readonly desks: AdminDesks;
}

/** Everything the administration listener is made of. */
export interface AdminAppDependencies {
  readonly readiness: Readiness;
  readonly metrics: Pick<Metrics, 'render' | 'contentType'>;
  readonly clock: Clock;
  readonly observe: Observer;
  /** Absent: health and metrics are all there is. */
  readonly administration?: Administration;
}

/** The administration listener before and after it listens. */
export interface AdminApp {
  readonly nest: NestFastifyApplication;
  /** Starts to listen; resolves to the address. Port 0 takes a free one. */
  readonly listen: (address?: { readonly host?: string; readonly port?: number }) => Promise<string>;
  readonly close: () => Promise<void>;
  /** Every route there is. */
  readonly routes: readonly RegisteredRoute[];
}

const LOOPBACK = '127.0.0.1';
/** Nobody has a reason to send this listener anything longer. */
const LIMITS = { bodyLimit: 65_536, requestTimeout: 10_000, connectionTimeout: 30_000 };

@Module({})
class AdminModule {}

/** Nest says nothing itself, throws what is wrong, and leaves bodies to Fastify. */
const QUIET = Object.assign(new NestApplicationContextOptions(), {
  logger: false,
  abortOnError: false,
  bodyParser: false,
} as const);

/** Builds the listener without opening a port. */
export async function createAdminApp(dependencies: AdminAppDependencies): Promise<AdminApp> {
  const { observe, clock, administration } = dependencies;
  const served = administration === undefined ? undefined : serveDesks(administration.desks);
  const filter = new AdminProblemFilter(observe, clock, served?.routes);
  const adapter = new FastifyAdapter({
    ...LIMITS,
    logger: false,
    skipMiddie: true,
    forceCloseConnections: true,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      filter.answer(error, request, reply),
  });
  const instance: FastifyInstance = adapter.getInstance();
  const routes = collectRoutes(instance);
  registerAdmission(instance, clock, administration?.gate);
  receiveBodies(instance);
  const nest = await NestFactory.create<NestFastifyApplication>(rootModule(dependencies, served), adapter, QUIET);
  nest.useGlobalFilters(filter);
  nest.useGlobalInterceptors(new PageLinks());
  await nest.init();
  return {
    nest,
    listen: ({ host = LOOPBACK, port = 0 } = {}) => instance.listen({ host, port }),
    close: () => nest.close(),
    routes,
  };
}

function rootModule(
  { readiness, metrics, observe, administration }: AdminAppDependencies,
  served?: Served,
): DynamicModule {
  return {
    module: AdminModule,
    imports: [TerminusModule.forRoot({ logger: false })],
    controllers: [OperatorController, ...(served?.controllers ?? [])],
    providers: [
      { provide: READINESS, useValue: readiness },
      { provide: METRICS, useValue: metrics },
      { provide: APP_GUARD, useValue: new AdmittedGuard(observe, administration?.gate) },
      ReadinessCheck,
      ...(served?.providers ?? []),
    ],
  };
}
