// A client that a stranger generates from the committed document compiles strictly and works against the listener.
import { execFile } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { AdminStage } from '../support/admin/admin-stage.js';
import { ownFolder } from '../support/running/own-folder.js';
import { TOKEN } from '../support/write/small-admin.js';

// Generating and compiling take seconds each on a busy machine.
jest.setTimeout(120_000);

const run = promisify(execFile);
const folder = ownFolder();
let stage: AdminStage;
beforeAll(async () => {
  stage = await AdminStage.open();
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const OPTIONS = { strict: true, target: 'es2023', module: 'nodenext', types: ['node'], skipLibCheck: true };

const PROGRAM = `
import createClient from 'openapi-fetch';
import type { components, paths } from './admin.js';

const banyan = createClient<paths>({
  baseUrl: process.env['BANYAN_URL'] ?? '',
  headers: { authorization: \`Bearer \${process.env['BANYAN_SECRET'] ?? ''}\` },
});
const made = await banyan.POST('/admin/v1/clients', { body: { id: 'shop', name: 'Shop', scopes: ['orders.*'] } });
const secret: string | undefined = made.data?.secret;
const rotated = await banyan.POST('/admin/v1/clients/{id}/credentials', {
  params: { path: { id: 'shop' } },
  body: { overlap: '1h', overlapFrom: 'first-use' },
});
const client: components['schemas']['Client'] | undefined = rotated.data?.client;
const { data } = await banyan.GET('/admin/v1/audit', { params: { query: { subject: 'client/shop', limit: 5 } } });
const { error } = await banyan.GET('/admin/v1/clients', { params: { query: { limit: 0 } } });
console.log(secret?.slice(0, 4), client?.credentials.map(({ state }) => state).join(), data?.data.length, error?.code);
`;

it('openapi-typescript with openapi-fetch: makes a client, rotates, reads the trail, reads a problem', async () => {
  symlinkSync(resolve('node_modules'), join(folder.path, 'node_modules'));
  writeFileSync(join(folder.path, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, files: ['use.ts'] }));
  writeFileSync(join(folder.path, 'use.ts'), PROGRAM);
  const node = (...args: readonly string[]) =>
    run(process.execPath, [...args], {
      cwd: folder.path,
      env: { ...process.env, BANYAN_URL: stage.url, BANYAN_SECRET: TOKEN },
    });
  const source = resolve('openapi/admin-v1.yaml');
  await node(resolve('node_modules/openapi-typescript/bin/cli.js'), source, '-o', 'admin.ts');
  await node(resolve('node_modules/typescript/bin/tsc'), '-p', '.');
  expect((await node('use.js')).stdout).toBe('bny_ retiring,active 2 invalid-request\n');
});
