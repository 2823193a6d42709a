// What the API document says about one writing operation, as decorators of its handler.
// It must never name an input or an answer the contract does not have.
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Resource, WriteOperation } from '../../facade/contract.js';
import { inputMediaType, inputSchema } from '../../facade/description/input-schema.js';
import { LIMIT_HEADER_NAMES } from '../../problems/limit-headers.js';
import { headerRefs } from '../../problems/problem-response.js';
import type { DescribeWrite } from '../commands/write-controllers.js';
import { commandExample } from './command-example.js';
import { inputSchemaName } from './command-components.js';
import { keyParameter, mutable, reference } from '../document/describe-operation.js';
import { BEARER, OAUTH2 } from '../document/fixed-components.js';
import { answeringKinds, problemResponseRefs } from '../document/problem-responses.js';
import { resourceOf, schemaRef } from '../document/resource-components.js';

const OK = 200;
const CREATED = 201;
const ACCEPTED = 202;

/** Decorates handlers with what this catalogue says about their operations. */
export function describeWrites(catalogue: Catalogue): DescribeWrite {
  return (operation) => {
    const resource = resourceOf(catalogue, operation);
    const schema = schemaRef(inputSchemaName(resource, operation));
    const required = (inputSchema(resource, operation).required ?? []).length > 0 || operation.kind === 'change';
    return applyDecorators(
      ApiTags(resource.name),
      ApiOperation({ operationId: operation.id, ...sentences(resource, operation) }),
      ApiSecurity(OAUTH2, [operation.id]),
      ApiSecurity(BEARER),
      ...(operation.kind === 'create' ? [] : [keyParameter(resource)]),
      ApiConsumes(inputMediaType(operation)),
      ApiBody({ required, schema: mutable(schema) }),
      ApiResponse(applied(operation)),
      ApiResponse(accepted(operation)),
      ...answeringKinds(operation)
        .flatMap(problemResponseRefs)
        .map(([status, ref]) => ApiResponse(reference(status, ref))),
    );
  };
}

const VERBS: Readonly<Record<WriteOperation['kind'], string>> = {
  create: 'create',
  change: 'change',
  action: 'act on',
};

function sentences(resource: Resource, operation: WriteOperation): { summary: string; description: string } {
  const reasons = operation.refusals.map(({ reason, text }) => `\n- \`${reason}\`: ${text}`);
  const description = [
    operation.description,
    'Answered with a command as soon as it is stored: it is brought to the ERP exactly as it was accepted, and can be ' +
      'followed under its address.',
    `Scope: \`${operation.id}\`.`,
    conditionSentence(operation),
    reasons.length === 0 ? undefined : `The ERP may refuse:\n${reasons.join('')}`,
  ];
  return {
    summary: operation.title ?? `${resource.title}: ${VERBS[operation.kind]}`,
    description: description.filter((part) => part !== undefined).join(' '),
  };
}

function conditionSentence({ ifMatch }: WriteOperation): string | undefined {
  if (ifMatch === undefined) return undefined;
  if (ifMatch.changed === undefined)
    return 'With `If-Match` the record is compared before the write is accepted, and not again: a change that cannot be read yet is not noticed.';
  return `With \`If-Match\` the record is compared before the write is accepted, and its version again by the ERP when it is applied, which refuses it as \`${ifMatch.changed}\` when it has changed meanwhile.`;
}

function accepted(operation: WriteOperation): ApiResponseOptions {
  return commandAnswer(operation, {
    status: ACCEPTED,
    description: 'The command is stored and will be brought to the ERP. It is not applied yet.',
    state: 'accepted',
    header: 'Retry-After',
  });
}

function applied(operation: WriteOperation): ApiResponseOptions {
  return commandAnswer(operation, {
    status: operation.kind === 'create' ? CREATED : OK,
    description: 'Only with `Prefer: wait=N`: the ERP has applied it in time.',
    state: 'succeeded',
    header: 'Content-Location',
  });
}

/** What answers with a command differ in; `header` is the one that only this answer has. */
interface CommandAnswer {
  readonly status: number;
  readonly description: string;
  readonly state: 'accepted' | 'succeeded';
  readonly header: string;
}

const HEADERS = ['Preference-Applied', 'Idempotent-Replay', 'Cache-Control', 'X-Correlation-Id', ...LIMIT_HEADER_NAMES];

function commandAnswer(
  operation: WriteOperation,
  { status, description, state, header }: CommandAnswer,
): ApiResponseOptions {
  return {
    status,
    description,
    headers: mutable(headerRefs(['Location', header, ...HEADERS])),
    schema: schemaRef('Command'),
    example: commandExample(operation, state),
  };
}
