// Makes one Nest controller per version and resource from the catalogue, with a handler per operation.
// It must never contain anything about a particular resource.
import { Controller, Get, Inject } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion, Operation, Resource } from '../../facade/contract.js';
import { addHandler } from '../add-handler.js';
import type { Handler } from '../add-handler.js';
import type { BanyanRoute } from '../route-config.js';
import { sendReadAnswer } from './read-answer.js';
import { readRequestOf } from './read-request-of.js';
import type { RouteTarget } from './read-request-of.js';
import { READER } from './reader.js';
import type { Reader } from './reader.js';
import { READ_WITNESS, tellRead } from './tell-read.js';
import type { ReadWitness } from './tell-read.js';

/** Decorates the handler of an operation with what the API document says about it. */
export type DescribeHandler = (operation: Operation) => MethodDecorator;

/** The controllers of one version, in the order of its operations. */
export function operationControllers(
  { resources }: Catalogue,
  { name: version, operations }: ApiVersion,
  describe: DescribeHandler,
): readonly Type[] {
  const byResource = Map.groupBy(operations, ({ resource }) => resources.get(resource));
  return [...byResource].flatMap(([resource, its]) =>
    resource === undefined ? [] : [makeController(version, resource, its, describe)],
  );
}

function makeController(
  version: string,
  resource: Resource,
  operations: readonly Operation[],
  describe: DescribeHandler,
): Type {
  const path = `${version}/${resource.name}`;
  @Controller(path)
  class ResourceController {
    constructor(
      @Inject(READER) readonly reader: Reader,
      @Inject(READ_WITNESS) readonly witness: ReadWitness,
    ) {}
  }
  Object.defineProperty(ResourceController, 'name', { value: path });
  for (const operation of operations) {
    addHandler(
      ResourceController,
      operation.kind,
      handlerOf({ version, operation: operation.id, key: resource.key }, `/${path}`),
      [
        Get(operation.kind === 'get' ? `:${resource.key}` : ''),
        RouteConfig({ banyan: routeOf(version, operation) }),
        describe(operation),
      ],
    );
  }
  return ResourceController;
}

/** What the handlers find in their controller. */
interface Answering {
  readonly reader: Reader;
  readonly witness: ReadWitness;
}

function handlerOf(target: RouteTarget, path: string): Handler<Answering> {
  return async function (request, reply) {
    const answer = await this.reader.serve(readRequestOf(target, request, reply));
    tellRead(this.witness, target.operation, request, answer);
    sendReadAnswer(reply, answer, path);
  };
}

function routeOf(version: string, operation: Operation): BanyanRoute {
  return { operation: operation.id, version, access: 'scoped' };
}
