// The guide for administrators says what is so: its table of scopes is the list of the code, its commands exist.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { format } from 'prettier';
import { ADMIN_SCOPES } from '../../src/admin/admin-scopes.js';
import { auditCommand } from '../../src/cli/audit/audit-command.js';
import { administratorsCommand, clientsCommand } from '../../src/cli/clients/clients-command.js';
import { keysCommand } from '../../src/cli/clients/keys-command.js';

const PATH = 'docs/guides/administrators.md';
const TABLE = /(<!-- scopes -->\n)[^]*(\n<!-- \/scopes -->)/;
const GROUPS: Readonly<Record<string, () => Command>> = {
  clients: clientsCommand,
  administrators: administratorsCommand,
  keys: keysCommand,
  audit: auditCommand,
};

const page = (): string => readFileSync(PATH, 'utf8');

/** `npm run generate` writes the table; the tests compare it. */
const write = process.env['BANYAN_TEST_WRITE_GENERATED'] === '1';

async function withTable(text: string): Promise<string> {
  const rows = Object.entries(ADMIN_SCOPES).map(([scope, sentence]) => `| \`${scope}\` | ${sentence} |`);
  const table = ['', '| scope | what it allows |', '| --- | --- |', ...rows, ''].join('\n');
  return format(text.replace(TABLE, `$1${table}$2`), { parser: 'markdown', printWidth: 120 });
}

describe('the guide for administrators', () => {
  it('lists the scopes there are', async () => {
    const wanted = await withTable(page());
    if (write) writeFileSync(PATH, wanted);
    expect(page()).toBe(wanted);
  });

  it('shows only commands and options there are', () => {
    const lines = [...page().matchAll(/npx banyan (\w+) (\w+)([^\n#`]*)/g)];
    expect(lines.length).toBeGreaterThan(12);
    for (const [line, group = '', name = '', rest = ''] of lines) {
      const command = GROUPS[group]?.().commands.find((each) => each.name() === name);
      const options = command?.options.map(({ long }) => long) ?? [];
      const used = [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, option]) => option);
      expect([line, command?.name(), used.filter((each) => !options.includes(each ?? ''))]).toEqual([line, name, []]);
    }
  });
});
