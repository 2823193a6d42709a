// What the options of `banyan clients` become, and what is said when they say nothing.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ownFolder } from '../../../test/support/running/own-folder.js';
import { EXIT } from '../terminal.js';
import { changeBody, credentialBody, withClient, withReason } from './client-options.js';

const folder = ownFolder();
afterAll(() => folder[Symbol.dispose]());

describe('a change', () => {
  const command = withReason(withClient(new Command('change').option('--name <text>'), 'clients'));

  it('is refused when nothing is to be changed, saying what can be', () => {
    for (const options of [{}, { reason: 'tidying up' }, { json: true }, { clear: [] }]) {
      const change = (): object => changeBody(options, command);
      expect(change).toThrow(
        /^Say what to change: --name <text>, --contact <text>, .*--system <name>, --plan <name>\.$/,
      );
      expect(change).toThrow(expect.objectContaining({ exitCode: EXIT.usage }));
    }
  });

  it('has what was given, and null for what is taken away', () => {
    const options = { scope: ['orders.list'], clear: ['contact'], reason: 'asked for' };
    expect(changeBody(options, command)).toEqual({ scopes: ['orders.list'], contact: null, reason: 'asked for' });
  });
});

it('a file for --jwk that is something else is named, and nothing of it is repeated', () => {
  const path = join(folder.path, 'reports.pem');
  for (const text of ['-----BEGIN CANARY-----\ncanary', 'canary', '"canary', '']) {
    writeFileSync(path, text);
    const failed = (): object => credentialBody({ jwk: path });
    expect(failed).toThrow(`--jwk must name a file with a JSON Web Key: what ${path} holds is no JSON.`);
    expect(failed).not.toThrow(/canary/i);
  }
  expect(() => credentialBody({ jwk: join(folder.path, 'nothing') })).toThrow('ENOENT');
});
