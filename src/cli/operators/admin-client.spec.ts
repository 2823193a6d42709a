// Whatever the file of the command line's secret holds instead of one, it is never repeated, and the file is named.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { makeSecret } from '../../credentials/secret.js';
import { readSettings } from '../../settings/read-settings.js';
import type { Settings } from '../../settings/settings.js';
import { ownFolder } from '../../../test/support/running/own-folder.js';
import { askGateway } from './admin-client.js';

const folder = ownFolder();
afterAll(() => folder[Symbol.dispose]());

function settingsWith(file: string, port = 1): Settings {
  const own = { BANYAN_ADMIN_PORT: String(port), BANYAN_DATA: folder.path, BANYAN_ADMINISTRATOR_SECRET_FILE: file };
  const settings = readSettings(own);
  if (!settings.ok) throw new Error(JSON.stringify(settings.faults));
  return settings.value;
}

function fileWith(content: string | Uint8Array): string {
  const path = join(folder.path, 'given');
  writeFileSync(path, content);
  return path;
}

async function failureOf(file: string): Promise<string> {
  const failure: unknown = await askGateway(settingsWith(file), 'GET', '/admin/v1/clients').catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ name: 'CommandFailure' });
  return (failure as Error).message;
}

const pem = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const binary = (): Uint8Array => Buffer.concat([Buffer.from('canary'), Buffer.from([0, 1, 0xff, 0xfe, 13, 10, 7])]);

/** Every run of eight characters that a person could take for something: in no error may one of them stand. */
function piecesOf(content: string | Uint8Array): readonly string[] {
  const text = Buffer.from(content).toString('latin1').slice(0, 4096);
  const pieces = text.match(/[\w+/=-]{6,}/g) ?? [];
  return pieces.flatMap((piece) => [...piece.matchAll(/(?=(.{6,8}))/g)].map(([, run = '']) => run));
}

describe('a file that holds no secret', () => {
  it.each<[string, string | Uint8Array]>([
    ['two secrets', `${makeSecret().text}\n${makeSecret().text}\n`],
    ['a secret and a note', `${makeSecret().text} canary-of-mette\n`],
    ['a secret with a typing error', makeSecret().text.replace(/.$/, 'g')],
    ['a key in PEM', pem()],
    ['binary data', binary()],
    ['something huge', 'canary0123456789'.repeat(1_000_000)],
    ['a password with a line break', 'canary\nhunter2-hunter2'],
    ['nothing', ''],
    ['blanks', ' \n\n'],
  ])('is named, and nothing of it is repeated: %s', async (_what, content) => {
    const path = fileWith(content);
    const message = await failureOf(path);
    expect(message).toContain(`The file ${path} does not hold the secret of an administrator. Expected: one line`);
    expect(piecesOf(content).filter((piece) => message.replace(path, '').includes(piece))).toEqual([]);
  });

  it.each([
    ['a folder', () => mkdirSync(join(folder.path, 'folder'), { recursive: true }), 'folder', 'EISDIR'],
    ['not there', () => undefined, 'nothing', 'ENOENT'],
  ])('is named when it is %s', async (_what, make, name, code) => {
    make();
    const message = await failureOf(join(folder.path, name));
    expect(message).toContain(`cannot be read from ${join(folder.path, name)}: ${code}`);
  });
});

it('a file that holds one may end with a line end, and only the secret is sent', async () => {
  const sent: unknown[] = [];
  const server = createServer(({ headers }, response) => {
    sent.push(headers.authorization);
    response.end(sent.length === 1 ? '{}' : 'canary');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { text } = makeSecret();
  const settings = settingsWith(fileWith(`${text}\r\n`), (server.address() as AddressInfo).port);
  await expect(askGateway(settings, 'GET', '/')).resolves.toEqual({});
  await expect(askGateway(settings, 'GET', '/')).rejects.toThrow(/is no gateway: its answer is no JSON\.$/);
  expect(sent).toEqual([`Bearer ${text}`, `Bearer ${text}`]);
  server.closeAllConnections();
  server.close();
});
