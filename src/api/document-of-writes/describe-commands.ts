// What the API document says about following, listing and cancelling commands, as decorators of their handlers.
// It must never name a parameter the query does not have.
import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';
import type { Catalogue } from '../../facade/catalogue.js';
import type { ApiVersion } from '../../facade/contract.js';
import { PUBLIC_STATUSES } from '../../write/public-status.js';
import { LIMIT_HEADER_NAMES } from '../../problems/limit-headers.js';
import { headerRefs } from '../../problems/problem-response.js';
import type { CommandOperation, DescribeCommands } from '../commands/command-controllers.js';
import { COMMAND_PAGE } from '../commands/command-query.js';
import { commandExample } from './command-example.js';
import { mutable, reference } from '../document/describe-operation.js';
import { BEARER, COMMAND_ID_PATTERN, OAUTH2 } from '../document/fixed-components.js';
import { problemResponseRefs } from '../document/problem-responses.js';
import { schemaRef } from '../document/resource-components.js';

/** The built-in operations on commands. */
export const COMMAND_OPERATIONS = ['commands.list', 'commands.get', 'commands.cancel'] as const;

const SENTENCES: Readonly<Record<CommandOperation, { summary: string; description: string }>> = {
  'commands.list': {
    summary: 'List commands',
    description:
      'The commands of the calling client, newest first. Needs a token, but no scope: whoever may send a write may see ' +
      'what became of it.',
  },
  'commands.get': {
    summary: 'Follow a command',
    description:
      'The present state of one command and the way it went. Only for the client that sent it; for every other it does ' +
      'not exist. Needs no scope.',
  },
  'commands.cancel': {
    summary: 'Cancel a command',
    description:
      'Takes a command back while nothing of it has been sent to the ERP; afterwards 409. Cancelling twice changes ' +
      'nothing. Only for the client that sent it. Needs no scope.',
  },
};

/** Decorates the handlers of one version. */
export function describeCommands(_catalogue: Catalogue, version: ApiVersion): DescribeCommands {
  return (operation) =>
    applyDecorators(
      ApiTags('commands'),
      ApiOperation({ operationId: operation, ...SENTENCES[operation] }),
      ApiSecurity(OAUTH2, []),
      ApiSecurity(BEARER),
      ...(operation === 'commands.list' ? queryParameters(version) : [ID_PARAMETER]),
      ApiResponse(answer(operation, version)),
      ...problemResponseRefs(operation).map(([status, ref]) => ApiResponse(reference(status, ref))),
    );
}

const ID_SCHEMA = {
  type: 'string',
  maxLength: 26,
  pattern: COMMAND_ID_PATTERN,
  examples: ['01JD5Y6Q7R8S9T0V1W2X3Y4Z5A'],
};

const ID_PARAMETER = ApiParam({
  name: 'commandId',
  required: true,
  description: 'The id of the command.',
  schema: mutable(ID_SCHEMA),
});

function queryParameters({ writes }: ApiVersion): readonly MethodDecorator[] {
  const { fallback, most } = COMMAND_PAGE;
  const parameter = (name: string, description: string, schema: object, more: object = {}): MethodDecorator =>
    ApiQuery({ name, required: false, description, schema: mutable(schema), ...more });
  const status = { type: 'string', enum: PUBLIC_STATUSES };
  const operation = {
    type: 'string',
    maxLength: 128,
    pattern: '^[A-Za-z][A-Za-z0-9.-]*$',
    examples: writes.slice(0, 1).map(({ id }) => id),
  };
  const limit = { type: 'integer', format: 'int32', minimum: 1, maximum: most, default: fallback };
  return [
    parameter(
      'status',
      'Only commands in one of these statuses; repeat it for several.',
      { type: 'array', maxItems: PUBLIC_STATUSES.length, items: status },
      { style: 'form', explode: true },
    ),
    parameter('operation', 'Only commands of this operation.', operation),
    parameter('limit', 'Most commands of a page.', limit),
    parameter('after', 'page.next of the page before.', ID_SCHEMA),
  ];
}

const OK = 200;

function answer(operation: CommandOperation, { writes }: ApiVersion): ApiResponseOptions {
  const isList = operation === 'commands.list';
  const [write] = writes;
  const one = write === undefined ? undefined : commandExample(write, 'succeeded');
  const names = ['Cache-Control', 'X-Correlation-Id', ...LIMIT_HEADER_NAMES, ...(isList ? ['Link'] : [])];
  return {
    status: OK,
    description: isList ? 'A page of commands, without their histories.' : 'The command as it stands now.',
    headers: mutable(headerRefs(names)),
    schema: schemaRef(isList ? 'CommandPage' : 'Command'),
    ...(operation === 'commands.get' && one !== undefined && { example: one }),
  };
}
