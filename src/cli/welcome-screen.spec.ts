// What a newcomer is told: complete lines that can be pasted, and nothing that does not exist.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { offlineEnvironment } from '../composition/facade-environment.js';
import { loadOffline } from '../composition/load-catalogue.js';
import type { Catalogue } from '../facade/catalogue.js';
import { makeSecret } from '../credentials/secret.js';
import { welcomeScreen } from './welcome-screen.js';
import type { Welcome } from './welcome-screen.js';

const welcome: Welcome = {
  catalogue: contoso(),
  addresses: { publicAddress: 'http://127.0.0.1:3000', adminAddress: 'http://127.0.0.1:3001' },
  firstClient: { id: 'first-client', secretFile: join(process.cwd(), 'data', 'first-client.secret') },
  firstAdministrator: {
    id: 'first-administrator',
    secretFile: join(process.cwd(), 'data', 'first-administrator.secret'),
  },
  atTerminal: true,
  logFile: 'data/banyan.log',
  controlPort: 14332,
  troubles: new Map(),
};

function contoso(): Catalogue {
  const loaded = loadOffline('facades/contoso', offlineEnvironment({}));
  if (!loaded.ok) throw new Error(loaded.faults.join('\n'));
  return loaded.value.catalogue;
}

const pastedIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (/^ {2}(TOKEN=|curl )/.test(line) ? [line.trim()] : []));

describe('the welcome screen', () => {
  it('shows a token, two reads and a write of the demo facade', () => {
    const [token, orders, customer, order, ...more] = pastedIn(welcomeScreen(welcome));
    expect(token).toContain('$(cat data/first-client.secret)');
    expect(orders).toMatch(/'http:\/\/127\.0\.0\.1:3000\/v1\/orders\?status=open&limit=5'$/);
    expect(customer).toMatch(/\/v1\/customers\/C10001'$/);
    expect(order).toMatch(/-d '\{"customerId":"C10028",.*\}' 'http:\/\/127\.0\.0\.1:3000\/v1\/orders'$/);
    expect(more).toEqual([]);
  });

  it('gives each paste of a write a key of its own, and lets it wait for the ERP', () => {
    const [, , , order = ''] = pastedIn(welcomeScreen(welcome));
    expect(order).toContain('-H "Idempotency-Key: try-$(date +%s)"');
    expect(order).toContain('-H "Prefer: wait=10"');
  });

  it('keeps a text with an apostrophe together for the shell', () => {
    const writeExamples = [{ operation: 'orders.create', body: { note: "L'Ouest" } }];
    const screen = welcomeScreen({ ...welcome, catalogue: { ...welcome.catalogue, writeExamples } });
    const body = / -d (.*) 'http/.exec(pastedIn(screen).at(-1) ?? '')?.[1] ?? '';
    const said = execFileSync('sh', ['-c', `printf %s ${body}`], { encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual({ note: "L'Ouest" });
  });

  it('names the file with the secret of the administrator', () => {
    expect(welcomeScreen(welcome)).toContain('first-administrator, whose secret is in data/first-administrator.secret');
    expect(welcomeScreen({ ...welcome, firstAdministrator: undefined })).not.toContain('administrator');
  });

  it('shows the secret itself only to a person at a terminal, and only when it was made in this start', () => {
    const firstAdministrator = { id: 'a', secretFile: 'f', newSecret: makeSecret().text };
    expect(welcomeScreen({ ...welcome, firstAdministrator })).toContain(firstAdministrator.newSecret);
    expect(welcomeScreen({ ...welcome, firstAdministrator, atTerminal: false })).not.toContain('bny_');
    expect(welcomeScreen(welcome)).not.toContain('bny_');
  });

  it('shows no commands when nobody can log in by them', () => {
    expect(pastedIn(welcomeScreen({ ...welcome, firstClient: undefined }))).toEqual([]);
  });
});
