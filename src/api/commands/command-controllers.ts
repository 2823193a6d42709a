// Makes the controller of one version's commands: read one, list, cancel. Each client meets its own commands only.
// It must never need a scope: whoever may send a write may always see what became of it.
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../problems/problem.js';
import { addHandler } from '../add-handler.js';
import { sendCommand } from './command-answer.js';
import { COMMAND_ID, readCommandQuery } from './command-query.js';
import { commandView } from './command-view.js';
import { clientOf } from './write-request-of.js';
import { WRITER } from './writer.js';
import type { Writer, WriteHandler } from './writer.js';

/** The built-in operations on commands. */
export type CommandOperation = 'commands.list' | 'commands.get' | 'commands.cancel';

/** Decorates their handlers with what the API document says about them. */
export type DescribeCommands = (operation: CommandOperation) => MethodDecorator;

/** The controller of a version. */
export function commandController(version: string, describe: DescribeCommands): Type {
  const path = `${version}/commands`;
  @Controller(path)
  class CommandController {
    constructor(@Inject(WRITER) readonly writer: Writer) {}
  }
  Object.defineProperty(CommandController, 'name', { value: path });
  const config = (operation: CommandOperation): MethodDecorator =>
    RouteConfig({ banyan: { operation, version, access: 'own' } });
  const add = (operation: CommandOperation, handler: WriteHandler, ...routes: readonly MethodDecorator[]): void =>
    addHandler(CommandController, operation, handler, [...routes, config(operation), describe(operation)]);
  add('commands.list', listHandler(`/${path}`), Get(''));
  add('commands.get', get, Get(':commandId'));
  add('commands.cancel', cancel, Post(':commandId/cancel'), HttpCode(200));
  return CommandController;
}

const get: WriteHandler = async function (request, reply) {
  refuseQuery(request);
  sendCommand(reply, await this.writer.find(clientOf(request), idOf(request)));
};

const cancel: WriteHandler = async function (request, reply) {
  refuseQuery(request);
  sendCommand(reply, await this.writer.cancel(clientOf(request), idOf(request)));
};

/** One command more than asked for tells whether there is a next page. */
function listHandler(path: string): WriteHandler {
  return async function (request, reply) {
    const asked = queryOf(request);
    const query = readCommandQuery(asked);
    const { limit } = query;
    const found = await this.writer.list(clientOf(request), { ...query, limit: limit + 1 });
    const data = found.slice(0, limit).map(commandView);
    const next = found.length > limit ? (data.at(-1)?.id ?? null) : null;
    if (next !== null) reply.header('link', `<${path}?${nextQuery(asked, next)}>; rel="next"`);
    reply.header('cache-control', 'no-store').type('application/json');
    reply.send(JSON.stringify({ data, page: { limit, next } }));
  };
}

function nextQuery(asked: string, next: string): string {
  const pairs = new URLSearchParams(asked);
  pairs.set('after', next);
  return pairs.toString();
}

/** A text that is no id addresses nothing, and is answered like an id that does not exist. */
function idOf(request: FastifyRequest): string {
  const id = (request.params as Readonly<Record<string, string>>)['commandId'] ?? '';
  if (!COMMAND_ID.test(id)) throw new Problem('not-found');
  return id;
}

function queryOf(request: FastifyRequest): string {
  const target = request.raw.url ?? '';
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}

function refuseQuery(request: FastifyRequest): void {
  const names = [...new Set(new URLSearchParams(queryOf(request)).keys())];
  const detail = 'This operation takes no query parameters.';
  if (names.length > 0)
    throw new Problem('invalid-request', { errors: names.map((parameter) => ({ parameter, detail })) });
}
