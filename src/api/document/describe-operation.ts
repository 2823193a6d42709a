// What the API document says about one operation, as decorators of its handler.
// It must never name a parameter or an answer the contract does not have.
import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { ApiResponseOptions } from '@nestjs/swagger';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Operation, Resource } from '../../facade/contract.js';
import { typeSchema } from '../../facade/description/field-schema.js';
import { queryParameters } from '../../facade/description/query-parameters.js';
import type { ParameterStyle, QueryParameter } from '../../facade/description/query-parameter.js';
import { itemSchema, listSchema } from '../../facade/description/resource-schema.js';
import { LIMIT_HEADER_NAMES } from '../../problems/limit-headers.js';
import { headerRefs } from '../../problems/problem-response.js';
import type { DescribeHandler } from '../operations/operation-controllers.js';
import { CACHE_HEADER_NAMES } from './cache-components.js';
import { exampleOfSchema } from './example-of.js';
import { BEARER, OAUTH2 } from './fixed-components.js';
import { problemResponseRefs } from './problem-responses.js';
import { answerSchemaName, pageSentence, resourceOf, schemaRef } from './resource-components.js';

const OK = 200;
const NOT_MODIFIED = 304;

/** Decorates handlers with what this catalogue says about their operations. */
export function describeOperations(catalogue: Catalogue): DescribeHandler {
  return (operation) => {
    const resource = resourceOf(catalogue, operation);
    return applyDecorators(
      ApiTags(resource.name),
      ApiOperation({ operationId: operation.id, ...sentences(resource, operation) }),
      ApiSecurity(OAUTH2, [operation.id]),
      ApiSecurity(BEARER),
      ...(operation.kind === 'get' ? [keyParameter(resource)] : []),
      ...queryParameters(resource, operation).map(queryParameter),
      ApiResponse(answer(resource, operation)),
      ApiResponse(reference(NOT_MODIFIED, '#/components/responses/NotModified')),
      ...problemResponseRefs(operation.kind).map(([status, ref]) => ApiResponse(reference(status, ref))),
    );
  };
}

function sentences(resource: Resource, operation: Operation): { summary: string; description: string } {
  const isList = operation.kind === 'list';
  const usual = `${resource.title}: ${isList ? 'list' : 'read one'}`;
  const description = [
    operation.description,
    isList ? pageSentence(operation) : undefined,
    `Scope: \`${operation.id}\`.`,
  ];
  return {
    summary: operation.title ?? usual,
    description: description.filter((part) => part !== undefined).join(' '),
  };
}

/** The key in the address. The example stands beside the schema, because that is what Swagger UI fills its field with. */
export function keyParameter(resource: Resource): MethodDecorator {
  const field = resource.fields.find(({ name }) => name === resource.key);
  return ApiParam({
    name: resource.key,
    required: true,
    description: `The ${resource.key} of the record, percent-encoded.`,
    schema: mutable(typeSchema(field?.type ?? { kind: 'string' })),
    ...(field?.example === undefined ? {} : { examples: { example: { value: field.example } } }),
  });
}

const EXPLODE: Readonly<Record<ParameterStyle, { readonly style?: 'form'; readonly explode?: boolean }>> = {
  single: {},
  repeated: { style: 'form', explode: true },
  commas: { style: 'form', explode: false },
};

function queryParameter({ name, style, schema, description }: QueryParameter): MethodDecorator {
  return ApiQuery({ name, required: false, description, schema: mutable(schema), ...EXPLODE[style] });
}

function answer(resource: Resource, operation: Operation): ApiResponseOptions {
  const isList = operation.kind === 'list';
  const example = exampleOfSchema(isList ? listSchema(resource, operation) : itemSchema(resource, operation));
  const headers = [
    'ETag',
    'Cache-Control',
    ...CACHE_HEADER_NAMES,
    'Vary',
    'Banyan-As-Of',
    'X-Correlation-Id',
    ...LIMIT_HEADER_NAMES,
    ...(isList ? ['Link'] : []),
  ];
  return {
    status: OK,
    description: isList ? `A page of ${resource.name}.` : `The record.`,
    headers: mutable(headerRefs(headers)),
    schema: schemaRef(answerSchemaName(resource, operation)),
    ...(example === undefined ? {} : { example }),
  };
}

/** A response that is only a reference; the library's types know no such thing, its output does. */
export function reference(status: number, $ref: string): ApiResponseOptions {
  return { status, $ref } as ApiResponseOptions;
}

/** A copy for the library, whose types ask for mutable objects and whose scan may add to them. */
export function mutable(value: object): Record<string, never> {
  return structuredClone(value) as Record<string, never>;
}
