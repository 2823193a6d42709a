// The API documents: true, valid, served to anybody, and complete.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { buildOpenApi, renderOpenApi } from '../../src/api/document/render-openapi.js';
import { startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';
import { sampleCatalogue, sampleV1 } from './sample-catalogue.js';

type Json = Readonly<Record<string, unknown>>;

let gateway: TestGateway;
let document: Json;
beforeAll(async () => {
  gateway = await startGateway();
  document = (await buildOpenApi(sampleCatalogue, sampleV1)) as unknown as Json;
});
afterAll(async () => gateway[Symbol.asyncDispose]());

/** Every object in the document, with its path. */
function* walk(value: unknown, path: readonly string[] = []): Generator<[readonly string[], Json]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value as Json];
  for (const [name, member] of Object.entries(value)) yield* walk(member, [...path, name]);
}

function resolve(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, name) => (at as Json | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
}

const operations = (): readonly (readonly [string, Json])[] =>
  Object.entries(document['paths'] as Record<string, { get: Json }>).map(([path, item]) => [path, item.get]);

describe('the API document', () => {
  it('is the same served as JSON, served as YAML and rendered for the command line', async () => {
    const json = await gateway.fetch('/v1/openapi.json', { bearer: null });
    const yaml = await gateway.fetch('/v1/openapi.yaml', { bearer: null });
    expect(json.headers.get('content-type')).toBe('application/json');
    expect(yaml.headers.get('content-type')).toBe('application/yaml');
    const text = await yaml.text();
    expect(text).toBe(await renderOpenApi(sampleCatalogue, sampleV1));
    expect(parse(text)).toEqual(await json.json());
  });

  it('is cached by its strong validator', async () => {
    const first = await gateway.fetch('/v1/openapi.json', { bearer: null });
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const second = await gateway.fetch('/v1/openapi.json', {
      bearer: null,
      headers: { 'if-none-match': `"x", W/${etag}` },
    });
    expect([second.status, await second.text(), second.headers.get('etag')]).toEqual([304, '', etag]);
    expect(second.headers.get('cache-control')).toMatch(/^public/);
  });

  it('has the operations of its version and of no other, under their ids', async () => {
    expect(operations().map(([path, { operationId }]) => [path, operationId])).toEqual([
      ['/v1/orders', 'orders.list'],
      ['/v1/orders/{id}', 'orders.get'],
      ['/v1/stock-levels', 'stock-levels.list'],
      ['/v1/stock-levels/{id}', 'stock-levels.get'],
    ]);
    const v2 = (await (await gateway.fetch('/v2/openapi.json', { bearer: null })).json()) as Json;
    expect(Object.keys(v2['paths'] as object)).toEqual(['/v2/stock-levels', '/v2/stock-levels/{id}']);
    expect(Object.keys((v2['components'] as { schemas: object }).schemas)).not.toContain('Order');
  });

  it('names every parameter literally, with a schema and a sentence', () => {
    const [, list] = operations()[0] ?? [];
    const parameters = (list?.['parameters'] as readonly Json[]).filter((parameter) => parameter['in'] === 'query');
    expect(parameters.map(({ name, style, explode }) => [name, style, explode])).toEqual([
      ['status', undefined, undefined],
      ['status[in]', 'form', true],
      ['total[gte]', undefined, undefined],
      ['total[lte]', undefined, undefined],
      ['orderedOn[gte]', undefined, undefined],
      ['orderedOn[lt]', undefined, undefined],
      ['note[contains]', undefined, undefined],
      ['note[isNull]', undefined, undefined],
      ['sort', 'form', false],
      ['limit', undefined, undefined],
      ['after', undefined, undefined],
      ['count', undefined, undefined],
      ['fields', 'form', false],
    ]);
    for (const parameter of parameters) {
      expect(parameter).toMatchObject({
        required: false,
        schema: expect.any(Object),
        description: expect.stringMatching(/.{10}/),
      });
    }
  });

  it('documents every answer of every operation', () => {
    const common = ['200', '304', '400', '401', '403', '406', '413', '414', '429', '431', '500', '502', '503', '504'];
    for (const [path, { responses }] of operations()) {
      const statuses = path.endsWith('{id}') ? [...common, '404'].sort((a, b) => Number(a) - Number(b)) : common;
      expect([path, Object.keys(responses as object)]).toEqual([path, statuses]);
    }
  });

  it('has no reference that leads nowhere and no component nobody refers to', () => {
    const refs = new Set(
      [...walk(document)].flatMap(([, value]) => (typeof value['$ref'] === 'string' ? [value['$ref']] : [])),
    );
    expect([...refs].filter((ref) => resolve(ref) === undefined)).toEqual([]);
    const components = Object.entries(document['components'] as Record<string, object>).flatMap(([kind, named]) =>
      kind === 'securitySchemes' ? [] : Object.keys(named).map((name) => `#/components/${kind}/${name}`),
    );
    expect(components.filter((component) => !refs.has(component))).toEqual([]);
  });

  it('gives an operation its own scope and nothing more', () => {
    for (const [, { security, operationId }] of operations()) {
      expect(security).toEqual(expect.arrayContaining([{ oauth2: [operationId] }, { bearer: [] }]));
    }
    const { oauth2 } = (document['components'] as { securitySchemes: Record<string, { flows: Json }> }).securitySchemes;
    expect(oauth2?.flows).toMatchObject({ clientCredentials: { tokenUrl: '/oauth/token' } });
    expect(Object.keys((oauth2?.flows['clientCredentials'] as { scopes: object }).scopes)).toEqual(
      operations().map(([, { operationId }]) => operationId),
    );
  });

  it('has only true examples', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema({ ...document, $id: 'doc' });
    let checked = 0;
    const check = (schema: Json, example: unknown, path: string): void => {
      const text = JSON.stringify(schema).replaceAll('"#/', '"doc#/');
      const valid = ajv.validate(JSON.parse(text) as object, example);
      expect([path, valid, ajv.errorsText()]).toEqual([path, true, 'No errors']);
      checked += 1;
    };
    for (const [path, value] of walk(document)) {
      const at = path.join('/');
      const { schema, example, examples } = value;
      if (Array.isArray(examples)) for (const each of examples) check(value, each, at);
      if (schema !== undefined && example !== undefined) check(schema as Json, example, at);
      if (schema !== undefined && typeof examples === 'object' && !Array.isArray(examples)) {
        for (const each of Object.values(examples as Record<string, Json>)) check(schema as Json, each['value'], at);
      }
    }
    expect(checked).toBeGreaterThan(40);
  });
});
