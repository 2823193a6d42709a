// The documents pass Spectral with OpenAPI's own rules and OWASP's, as openapi/.spectral.yaml sets them up.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderOpenApi } from '../../src/api/document/render-openapi.js';
import { sampleCatalogue, sampleV1 } from './sample-catalogue.js';

jest.setTimeout(180_000);

const SPECTRAL = 'node_modules/@stoplight/spectral-cli/dist/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-spectral-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What Spectral finds, as `rule at path`; empty when the document passes. */
async function faultsIn(text: string): Promise<readonly string[]> {
  const file = join(folder, 'document.yaml');
  await writeFile(file, text);
  const options = [
    'lint',
    file,
    '--ruleset',
    'openapi/.spectral.yaml',
    '--format',
    'json',
    '--quiet',
    '--fail-severity',
    'hint',
  ];
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [SPECTRAL, ...options], (error, stdout, stderr) =>
      stdout === '' ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
  });
  const found = JSON.parse(output.slice(output.indexOf('['))) as readonly {
    readonly code: string;
    readonly path: readonly string[];
  }[];
  return found.map(({ code, path }) => `${code} at ${path.join('/')}`);
}

describe('Spectral', () => {
  it('finds nothing in the document', async () => {
    expect(await faultsIn(await renderOpenApi(sampleCatalogue, sampleV1))).toEqual([]);
  });

  it('finds nothing in the published document of the demo facade', async () => {
    expect(await faultsIn(await readFile('openapi/v1.yaml', 'utf8'))).toEqual([]);
  });

  it('finds nothing in the document of the administration', async () => {
    expect(await faultsIn(await readFile('openapi/admin-v1.yaml', 'utf8'))).toEqual([]);
  });

  it('would find a broken document', async () => {
    const text = await renderOpenApi(sampleCatalogue, sampleV1);
    const broken = text.replace('operationId: orders.get', 'operationId: orders.list').replace(/ +maxLength: 20\n/, '');
    expect(await faultsIn(broken)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('operation-operationId-unique'),
        expect.stringContaining('owasp:api4:2023-string-limit'),
      ]),
    );
  });
});
