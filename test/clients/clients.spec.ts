// Clients that strangers generate from the published document work: both generators of openapi/README.md, compiled
// strictly, used against the running gateway, with the very commands and programs of that page.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { ClientProject } from './client-project.js';

const FAULTS: readonly unknown[] = [
  'invalid-request: limit: Expected a whole number from 1 to 200.',
  expect.stringMatching(/^invalid-request: total\[gte\]: Expected a decimal number /),
];

let stage: Stage;
let project: ClientProject;
beforeAll(async () => {
  stage = await setStage();
  project = new ClientProject({
    BANYAN_URL: stage.gateway.publicAddress,
    BANYAN_SECRET: stage.gateway.secret,
  });
  await project.run('echo ');
}, 60_000);
afterAll(async () => {
  project[Symbol.dispose]();
  await stage[Symbol.asyncDispose]();
});

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('the page about clients', () => {
  it('names the versions that are tested here', () => {
    const page = readFileSync('openapi/README.md', 'utf8');
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const named = [...page.matchAll(/ (@?[\w-]+(?:\/[\w-]+)?)@(\d[\d.]+)/g)];
    expect(named).toHaveLength(5);
    // openapi-typescript asks for TypeScript 5 and npm insists; this repository overrides that, a stranger need not.
    for (const [, name = '', version] of named.filter(([, each]) => each !== 'typescript'))
      expect([name, devDependencies[name]]).toEqual([name, version]);
  });

  it('lists exactly the lint rules that are switched off', () => {
    const page = readFileSync('openapi/README.md', 'utf8');
    const { rules } = parse(readFileSync('openapi/.spectral.yaml', 'utf8')) as { readonly rules: object };
    const listed = [...page.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, names = '']) => names.split(', '));
    expect(listed.map((name) => name.replaceAll('`', ''))).toHaveLength(Object.keys(rules).length);
    for (const rule of Object.keys(rules))
      expect(page).toContain(rule.replace(/^owasp:api9:2023-inventory-env/, '…-env'));
  });
});

describe('openapi-typescript with openapi-fetch', () => {
  it('gets a token, reads every page of a filtered list, one order, and a problem with all its faults', async () => {
    await project.run('npx openapi-typescript ');
    project.write('orders.ts');
    await project.run('npx tsc');
    const printed = linesOf(await project.run('node orders.js'));

    const query = 'status[in]=open&status[in]=picking&total[gte]=100.00&sort=-total,id&limit=50';
    const orders = await stage.client.all(`/v1/orders?${query}`);
    expect(orders.length).toBeGreaterThan(50);
    expect(printed.slice(0, orders.length)).toEqual(
      orders.map((order) => [order['id'], order['status'], order['total'], order['currency']].map(String).join(' ')),
    );
    const one = await stage.client.record(`/v1/orders/${String(orders.at(-1)?.['id'])}`);
    const lines = printed.slice(orders.length, -2);
    expect(lines).toHaveLength((one['lines'] as readonly unknown[]).length);
    for (const line of lines) expect(line).toMatch(/^line \d+: \d+\.\d{3} \w+ of [A-Z]{3}-\d{5}$/);
    expect(printed.slice(-2)).toEqual(FAULTS);
  }, 60_000);
});

describe('@hey-api/openapi-ts', () => {
  it('gets a token, reads every page of a filtered list, two records, and a problem with all its faults', async () => {
    await project.run('npx openapi-ts ');
    project.write('invoices.ts');
    await project.run('npx tsc');
    const printed = linesOf(await project.run('node invoices.js'));

    const query = 'status[in]=open&status[in]=disputed&open[gt]=0.00&sort=dueOn,id&limit=50';
    const invoices = await stage.client.all(`/v1/invoices?${query}`);
    expect(invoices.length).toBeGreaterThan(50);
    expect(printed.slice(0, -3).map((line) => line.split(' ')[0])).toEqual(invoices.map(({ id }) => String(id)));
    expect(printed.at(-3)).toMatch(/^\d+ lines for \S/);
    expect(printed.slice(-2)).toEqual(FAULTS);
  }, 60_000);
});
