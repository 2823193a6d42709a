// Builds the public listener: Nest on Fastify, limits, admission, operations, documents, health.
// It must never make a decision about a request itself; each of its parts has a file.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../facade/catalogue.js';
import { registerAccounting } from './admission/account-request.js';
import { AdmissionGuard } from './admission/admission.guard.js';
import type { AdmissionServices } from './admission/admission-step.js';
import { registerAdmission } from './admission/admit.js';
import { registerAfterAdmission } from './admission/after-admission.js';
import { CommandsModule } from './commands/commands.module.js';
import type { Writer } from './commands/writer.js';
import { DocsModule, serveDocsAssets } from './document/docs-page.js';
import { DocumentModule } from './document/document.module.js';
import { PublishedDocuments } from './document/published-documents.js';
import { OperationsModule } from './operations/operations.module.js';
import { HealthModule } from './health/health.module.js';
import type { Readiness } from '../observability/readiness.js';
import { receiveJsonBodies } from './http/content-types.js';
import { answerDirectly } from './direct-routes.js';
import { drainOn } from './http/drain.js';
import type { Drain } from './http/drain.js';
import { fastifyOptions } from './http/fastify-options.js';
import type { ListenerOptions } from './http/fastify-options.js';
import { createMalformedRequestHandler } from './http/malformed-request.js';
import { answerOtherMethods, collectMethods } from './http/other-methods.js';
import { ProblemFilter } from './http/problem-filter.js';
import { QUIET } from './http/quiet-nest.js';
import { refuseExpectations } from './http/refuse-expectations.js';
import { answerRouterRefusals } from './http/router-refusals.js';
import { addSecurityHeaders } from './http/security-headers.js';
import type { Reader } from './operations/reader.js';
import type { ReadWitness } from './operations/tell-read.js';
import { SocketWatch } from './sockets/watch-sockets.js';
import { createProblemAnswer } from './problem-answer.js';
import { registerTokenFormBody } from './token/token-form-body.js';

/** Everything the public listener is made of. Its clock, observer, clients and authenticator serve admission too. */
export interface PublicAppDependencies extends AdmissionServices, ListenerOptions {
  readonly catalogue: Catalogue;
  readonly reader: Reader;
  /** Told of answers with sensitive fields. */
  readonly witness?: ReadWitness;
  /** Absent on a gateway that only reads. */
  readonly writer?: Writer;
  readonly readiness: Readiness;
  /** Further Nest modules, such as the token endpoint. Their routes need a `banyan` route configuration. */
  readonly modules: readonly DynamicModule[];
}

/** The public listener before and after it listens. */
export interface PublicApp {
  readonly nest: NestFastifyApplication;
  /** Starts to listen; resolves to the address, `http://127.0.0.1:3000`. Port 0 takes a free one. */
  readonly listen: (address: { readonly host: string; readonly port: number }) => Promise<string>;
  /** Stops accepting, lets running requests finish for at most `graceMs` milliseconds, then closes what is left. */
  readonly close: Drain;
}

@Module({})
class PublicModule {}

/** Builds the listener without opening a port. */
export async function createPublicApp(dependencies: PublicAppDependencies): Promise<PublicApp> {
  const answer = createProblemAnswer(dependencies);
  const adapter = new FastifyAdapter({
    ...fastifyOptions(dependencies),
    clientErrorHandler: createMalformedRequestHandler(dependencies),
    frameworkErrors: answerRouterRefusals(answer, dependencies),
    skipMiddie: true,
  });
  const instance: FastifyInstance = adapter.getInstance();
  const methods = collectMethods(instance);
  registerHooks(instance, dependencies);
  answerDirectly(instance, answer, dependencies.observe);
  registerTokenFormBody(adapter);
  const close = drainOn(instance, dependencies.clock, dependencies.overload);
  const nest = await NestFactory.create<NestFastifyApplication>(rootModule(dependencies), adapter, QUIET);
  nest.useGlobalFilters(new ProblemFilter(answer));
  serveDocsAssets(instance);
  nest.get(PublishedDocuments).publish(nest, dependencies.catalogue);
  await nest.init();
  answerOtherMethods(instance, methods);
  refuseExpectations(instance.server, dependencies);
  const sockets = new SocketWatch(instance.server, dependencies);
  // No limit here: Node drops fields beyond it in silence. Their number is checked on arrival instead.
  instance.server.maxHeadersCount = 0;
  return {
    nest,
    listen: (address) => {
      sockets.start();
      return instance.listen(address);
    },
    close: async (graceMs) => {
      await close(graceMs, () => nest.close());
      sockets.stop();
    },
  };
}

/** Hooks run in the order they are added; admission comes before every other decision about the request. */
function registerHooks(instance: FastifyInstance, dependencies: PublicAppDependencies): void {
  addSecurityHeaders(instance, dependencies.tls !== undefined);
  registerAccounting(instance, dependencies);
  registerAdmission(instance, dependencies);
  registerAfterAdmission(instance, dependencies);
  instance.removeContentTypeParser('text/plain');
  receiveJsonBodies(instance);
}

function rootModule(dependencies: PublicAppDependencies): DynamicModule {
  const { catalogue, reader, witness, writer, readiness, observe, modules } = dependencies;
  return {
    module: PublicModule,
    imports: [
      OperationsModule.of(catalogue, reader, witness),
      ...(writer === undefined ? [] : [CommandsModule.of(catalogue, writer)]),
      DocumentModule.of(catalogue),
      DocsModule.of(catalogue),
      HealthModule.of(readiness),
      ...modules,
    ],
    providers: [{ provide: APP_GUARD, useValue: new AdmissionGuard(observe) }],
  };
}
