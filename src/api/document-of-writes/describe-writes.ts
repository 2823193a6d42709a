// What the API document says about one writing operation, as decorators of its handler.
// It must never name an input or an answer the contract does not have.
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Resource, WriteOperation } from '../../facade/contract.js';
import { inputMediaType, inputSchema } from '../../facade/description/input-schema.js';
import type { DescribeWrite } from '../commands/write-controllers.js';
import { commandExample } from './command-example.js';
import { inputSchemaName } from './command-components.js';
import { keyParameter, mutable, reference } from '../document/describe-operation.js';
import { BEARER, OAUTH2 } from '../document/fixed-components.js';
import { headerRefs, problemResponseRefs } from '../document/problem-responses.js';
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
      ...problemResponseRefs(operation.kind).map(([status, ref]) => ApiResponse(reference(status, ref))),
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
    reasons.length === 0 ? undefined : `The ERP may refuse:\n${reasons.join('')}`,
  ];
  return {
    summary: operation.title ?? `${resource.title}: ${VERBS[operation.kind]}`,
    description: description.filter((part) => part !== undefined).join(' '),
  };
}

function accepted(operation: WriteOperation): ApiResponseOptions {
  const names = [
    'Location',
    'Retry-After',
    'Preference-Applied',
    'Idempotent-Replay',
    'Cache-Control',
    'X-Correlation-Id',
  ];
  return {
    status: ACCEPTED,
    description: 'The command is stored and will be brought to the ERP. It is not applied yet.',
    headers: mutable(headerRefs(names)),
    schema: schemaRef('Command'),
    example: commandExample(operation, 'accepted'),
  };
}

function applied(operation: WriteOperation): ApiResponseOptions {
  const names = [
    'Location',
    'Content-Location',
    'Preference-Applied',
    'Idempotent-Replay',
    'Cache-Control',
    'X-Correlation-Id',
  ];
  return {
    status: operation.kind === 'create' ? CREATED : OK,
    description: 'Only with `Prefer: wait=N`: the ERP has applied it in time.',
    headers: mutable(headerRefs(names)),
    schema: schemaRef('Command'),
    example: commandExample(operation, 'succeeded'),
  };
}
