// Makes one Nest controller per version and resource that can be written, with a handler per writing operation.
// It must never contain anything about a particular resource, nor touch the ERP.
import { Controller, Inject, Patch, Post } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion, Resource, WriteOperation } from '../../facade/contract.js';
import { callerGoneSignal } from '../http/caller-gone.js';
import { JSON_CONTENT, MERGE_PATCH } from '../http/content-types.js';
import type { BanyanRoute } from '../route-config.js';
import { sendWriteAnswer } from './command-answer.js';
import { addHandler } from './handler.js';
import type { WriteHandler } from './handler.js';
import { readWait } from './prefer.js';
import { writeRequestOf } from './write-request-of.js';
import { WRITER } from './writer.js';
import type { Writer } from './writer.js';

/** Decorates the handler of a writing operation with what the API document says about it. */
export type DescribeWrite = (operation: WriteOperation, version: ApiVersion) => MethodDecorator;

/** The controllers of one version, in the order of its operations. */
export function writeControllers(
  { resources }: Catalogue,
  version: ApiVersion,
  describe: DescribeWrite,
): readonly Type[] {
  const byResource = Map.groupBy(version.writes, ({ resource }) => resources.get(resource));
  return [...byResource].flatMap(([resource, its]) =>
    resource === undefined ? [] : [makeController(version, resource, its, describe)],
  );
}

/** The content type a writing operation takes. */
export function contentOf({ kind }: WriteOperation): string {
  return kind === 'change' ? MERGE_PATCH : JSON_CONTENT;
}

function makeController(
  version: ApiVersion,
  resource: Resource,
  operations: readonly WriteOperation[],
  describe: DescribeWrite,
): Type {
  const path = `${version.name}/${resource.name}`;
  @Controller(path)
  class WriteController {
    constructor(@Inject(WRITER) readonly writer: Writer) {}
  }
  Object.defineProperty(WriteController, 'name', { value: `${path} writes` });
  for (const operation of operations) {
    addHandler(WriteController, operation.id, handlerOf(version.name, resource, operation), [
      routeOf(resource, operation),
      RouteConfig({ banyan: configOf(version.name, operation) }),
      describe(operation, version),
    ]);
  }
  return WriteController;
}

function routeOf({ key }: Resource, { kind, id }: WriteOperation): MethodDecorator {
  switch (kind) {
    case 'create':
      return Post('');
    case 'change':
      return Patch(`:${key}`);
    case 'action':
      return Post(`:${key}/${id.slice(id.lastIndexOf('.') + 1)}`);
  }
}

function configOf(version: string, operation: WriteOperation): BanyanRoute {
  return { operation: operation.id, version, access: 'scoped', content: contentOf(operation) };
}

function handlerOf(version: string, resource: Resource, operation: WriteOperation): WriteHandler {
  const key = operation.kind === 'create' ? undefined : resource.key;
  return async function (request, reply) {
    const signal = callerGoneSignal(reply);
    const { found, replayed } = await this.writer.accept(
      writeRequestOf({ version, operation: operation.id, key }, request),
    );
    const { id, state } = found.command;
    // Nothing becomes of a held command while anybody waits.
    const waited = state === 'held' ? undefined : readWait(request.headers['prefer']);
    const present = waited === undefined ? found : await this.writer.settled(id, waited * 1000, signal);
    sendWriteAnswer(reply, present, { version, resource, operation, replayed, waited });
  };
}
