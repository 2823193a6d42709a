// Clients can be generated from the document with both generators people use, and what they generate compiles.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { renderOpenApi } from '../../src/api/document/render-openapi.js';
import { sampleCatalogue, sampleV1 } from './sample-catalogue.js';

const run = promisify(execFile);

let folder: string;
let source: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-generated-'));
  source = join(folder, 'v1.yaml');
  await writeFile(source, await renderOpenApi(sampleCatalogue, sampleV1));
});
afterAll(() => rm(folder, { recursive: true }));

function faultsIn(file: string): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  };
  const program = ts.createProgram([file], options);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('generated clients', () => {
  it('of openapi-typescript compile strictly and know every operation and parameter by name', async () => {
    const types = join(folder, 'types.ts');
    await run(process.execPath, ['node_modules/openapi-typescript/bin/cli.js', source, '-o', types]);
    const use = join(folder, 'use.ts');
    await writeFile(
      use,
      `import type { components, operations } from './types';
       export type Query = NonNullable<operations['orders.list']['parameters']['query']>;
       export const query: Query = { 'status[in]': ['open', 'shipped'], 'total[gte]': '10.00', sort: ['-orderedOn'], limit: 5 };
       export const one = (order: components['schemas']['Order']): string | null => order.note;
       export const page = (list: components['schemas']['OrderPage']): string | null => list.page.next;
       export const key: operations['orders.get']['parameters']['path'] = { id: 'SO-1' };`,
    );
    expect(faultsIn(use)).toEqual([]);
  });

  it('of @hey-api/openapi-ts compile strictly and have a function per operation', async () => {
    const client = join(folder, 'client');
    await run(process.execPath, [
      'node_modules/@hey-api/openapi-ts/bin/run.js',
      '-i',
      source,
      '-o',
      client,
      '--no-log-file',
    ]);
    const functions = (await readFile(join(client, 'sdk.gen.ts'), 'utf8')).matchAll(/export const (\w+) =/g);
    expect([...functions].map(([, name]) => name)).toEqual([
      'ordersList',
      'ordersGet',
      'stockLevelsList',
      'stockLevelsGet',
    ]);
    expect(faultsIn(join(client, 'index.ts'))).toEqual([]);
  });
});
