// Makes one Nest controller per version and resource that can be written, with a handler per writing operation.
// It must never contain anything about a particular resource, nor touch the ERP.
import { Controller, Patch, Post } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion, Resource, WriteOperation } from '../../facade/contract.js';
import { addHandler } from '../add-handler.js';
import { callerGoneSignal } from '../http/caller-gone.js';
import { JSON_CONTENT, MERGE_PATCH } from '../http/content-types.js';
import type { DirectHandler } from '../direct-routes.js';
import type { BanyanRoute } from '../route-config.js';
import { sendWriteAnswer } from './command-answer.js';
import { readWait } from './prefer.js';
import { writeRequestOf } from './write-request-of.js';
import type { Writer } from './writer.js';

/** Decorates the handler of a writing operation with what the API document says about it. */
export type DescribeWrite = (operation: WriteOperation, version: ApiVersion) => MethodDecorator;

/** The controllers of one version, in the order of its operations. Their routes are answered past Nest. */
export function writeControllers(
  { resources }: Catalogue,
  version: ApiVersion,
  describe: DescribeWrite,
  writer: Writer,
): readonly Type[] {
  const byResource = Map.groupBy(version.writes, ({ resource }) => resources.get(resource));
  return [...byResource].flatMap(([resource, its]) =>
    resource === undefined ? [] : [makeController({ version, resource, describe, writer }, its)],
  );
}

/** The content type a writing operation takes. */
export function contentOf({ kind }: WriteOperation): string {
  return kind === 'change' ? MERGE_PATCH : JSON_CONTENT;
}

interface Frame {
  readonly version: ApiVersion;
  readonly resource: Resource;
  readonly describe: DescribeWrite;
  readonly writer: Writer;
}

function makeController(frame: Frame, operations: readonly WriteOperation[]): Type {
  const { version, resource, describe } = frame;
  const path = `${version.name}/${resource.name}`;
  @Controller(path)
  class WriteController {}
  Object.defineProperty(WriteController, 'name', { value: `${path} writes` });
  for (const operation of operations) {
    const handle = handlerOf(frame, operation);
    addHandler(WriteController, operation.id, handle, [
      routeOf(resource, operation),
      RouteConfig({ banyan: { ...configOf(version.name, operation), handle } satisfies BanyanRoute }),
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

function handlerOf({ version: { name }, resource, writer }: Frame, operation: WriteOperation): DirectHandler {
  const target = {
    version: name,
    operation: operation.id,
    key: operation.kind === 'create' ? undefined : resource.key,
  };
  return async (request, reply) => {
    const { found, replayed } = await writer.accept(writeRequestOf(target, request));
    const { id, state } = found.command;
    // Nothing becomes of a held command while anybody waits.
    const waited = state === 'held' ? undefined : readWait(request.headers['prefer']);
    const present = waited === undefined ? found : await writer.settled(id, waited * 1000, callerGoneSignal(reply));
    sendWriteAnswer(reply, present, { version: name, resource, operation, replayed, waited });
  };
}
