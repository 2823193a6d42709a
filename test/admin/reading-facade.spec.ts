// A gateway whose facade only reads has clients, keys and an audit trail like any other, and somebody who administers
// them; what there is to do about writes is not there. Without an ERP.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contosoCopy } from '../support/running/contoso-copy.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startGateway } from '../support/running/running-gateway.js';
import type { RunningGateway } from '../support/running/running-gateway.js';

const NOBODY = 'mssql://nobody:nothing@127.0.0.1:1/Contoso?encrypt=false';

const folder = ownFolder();
let gateway: RunningGateway;
let secret: string;
beforeAll(async () => {
  gateway = await startGateway({ erpUrl: NOBODY, facade: readingFacade() });
  secret = readFileSync(join(gateway.folder, 'data', 'first-administrator.secret'), 'utf8').trim();
}, 120_000);
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** The demo facade with its price lists alone, which nobody writes. */
function readingFacade(): string {
  const facade = contosoCopy(folder.path, [
    ['facade.yaml', /^channels:\n(?: .*\n)*/m, ''],
    ['facade.yaml', /^ {2}procedures: .*\n^ {2}inbox: .*\n/m, ''],
    ['facade.yaml', /^examples: .*\n^writeExamples:.*\n(?: .*\n)*/m, ''],
    ['shape.lock.yaml', /^channels:\n(?: .*\n)*/m, ''],
  ]);
  const resources = join(facade, 'resources');
  for (const name of readdirSync(resources)) if (name !== 'price-lists.yaml') rmSync(join(resources, name));
  rmSync(join(facade, 'layouts'), { recursive: true });
  return facade;
}

function ask(path: string, body?: object): Promise<Response> {
  return fetch(`${gateway.adminAddress}/admin/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

describe('a gateway whose facade only reads', () => {
  it.each([
    'clients',
    'clients/first-client',
    'administrators',
    'administrators/first-administrator',
    'credentials?expiringWithin=30d',
    'signing-keys',
    'audit',
    'audit/export',
    'calendar',
    'protection',
    'openapi.json',
  ])('shows its administrators %s', async (path) => {
    const answer = await ask(path);
    expect([answer.status, (await answer.text()).length > 0]).toEqual([200, true]);
  });

  it.each(['commands', 'batches', 'reviews'])('has no %s, and none in its document', async (path) => {
    const answer = await ask(path);
    expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
    const document = (await (await ask('openapi.json')).json()) as { readonly paths: object };
    const paths = Object.keys(document.paths);
    expect(paths.filter((each) => each.includes(path))).toEqual([]);
    expect(paths.filter((each) => each.includes('audit'))).toHaveLength(2);
  });

  it('lets them make a client and rotate its secret, and tells the trail of both', async () => {
    const made = await ask('clients', { id: 'web-shop', name: 'Web shop', scopes: ['price-lists.*'] });
    expect([made.status, await made.json()]).toEqual([201, expect.anything()]);
    const rotated = await ask('clients/web-shop/credentials', { overlap: '24h' });
    expect([rotated.status, await rotated.json()]).toEqual([201, expect.anything()]);
    const { data } = (await (await ask('audit?subject=client/web-shop')).json()) as {
      readonly data: readonly { readonly action: string }[];
    };
    expect(data.map(({ action }) => action).toReversed()).toEqual(
      expect.arrayContaining(['client.create', 'credential.issue']),
    );
  });
});
