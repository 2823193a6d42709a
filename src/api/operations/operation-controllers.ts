// Makes one Nest controller per version and resource from the catalogue, with a handler per operation.
// It must never contain anything about a particular resource.
import { Controller, Get } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion, Operation, Resource } from '../../facade/contract.js';
import type { ReadAnswer } from '../../read/read-request.js';
import { addHandler } from '../add-handler.js';
import type { BanyanRoute } from '../route-config.js';
import { sendReadAnswer } from './read-answer.js';
import { questionOf, readRequestOf } from './read-request-of.js';
import type { RouteTarget } from './read-request-of.js';
import type { Reader } from './reader.js';
import { tellRead } from './tell-read.js';
import type { ReadWitness } from './tell-read.js';

/** Decorates the handler of an operation with what the API document says about it. */
export type DescribeHandler = (operation: Operation) => MethodDecorator;

/** What controllers are made with. */
export interface ReadingParts {
  readonly describe: DescribeHandler;
  readonly reader: Reader;
  readonly witness: ReadWitness;
}

/** The controllers of one version, in the order of its operations. Their routes are answered past Nest. */
export function operationControllers(
  { resources }: Catalogue,
  { name: version, operations }: ApiVersion,
  parts: ReadingParts,
): readonly Type[] {
  const byResource = Map.groupBy(operations, ({ resource }) => resources.get(resource));
  return [...byResource].flatMap(([resource, its]) =>
    resource === undefined ? [] : [makeController({ version, resource, parts }, its)],
  );
}

interface Frame {
  readonly version: string;
  readonly resource: Resource;
  readonly parts: ReadingParts;
}

function makeController({ version, resource, parts }: Frame, operations: readonly Operation[]): Type {
  const path = `${version}/${resource.name}`;
  @Controller(path)
  class ResourceController {}
  Object.defineProperty(ResourceController, 'name', { value: path });
  for (const operation of operations) {
    const target = { version, operation: operation.id, key: resource.key };
    const banyan = routeOf(target, `/${path}`, parts);
    addHandler(ResourceController, operation.kind, banyan.handle, [
      Get(operation.kind === 'get' ? `:${resource.key}` : ''),
      RouteConfig({ banyan }),
      parts.describe(operation),
    ]);
  }
  return ResourceController;
}

/** One way for what is answered at once and for what had to be asked for: an answer is told of and sent. */
function routeOf(target: RouteTarget, path: string, { reader, witness }: ReadingParts) {
  const send = (request: FastifyRequest, reply: FastifyReply, answer: ReadAnswer): void => {
    tellRead(witness, target.operation, request, answer);
    sendReadAnswer(reply, answer, path);
  };
  return {
    operation: target.operation,
    version: target.version,
    access: 'scoped',
    handle: async (request, reply) => send(request, reply, await reader.serve(readRequestOf(target, request, reply))),
    recall: (request, reply) => {
      const answer = reader.recall?.(questionOf(target, request));
      if (answer !== undefined) send(request, reply, answer);
      return answer !== undefined;
    },
  } satisfies BanyanRoute;
}
