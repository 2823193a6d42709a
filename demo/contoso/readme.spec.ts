// The README is where facades are written from: its tables of columns must be the views, no more and no less.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { grownDatabase } from './grown-database.js';
import { jobFaultKinds } from '../batch/job-faults.js';
import { requestKinds } from '../sftp/sftp-faults.js';
import { businessErrors } from '../procedures/business-errors.js';
import { loginNames } from './logins.js';
import { viewNames } from './views.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function documented(view: string): string[] {
  const section = readme.split(`### ${view}\n`)[1]?.split(/\n##/)[0] ?? '';
  return [...section.matchAll(/^\| ([A-Z0-9]+) +\| ([^|]+) \|/gm)].map(([, name, type]) => `${name} ${type?.trim()}`);
}

describe('the README of the demonstration ERP', () => {
  const db = grownDatabase({ seed: 1, scale: 0.01 });

  it.each(viewNames)('lists every column of %s with its type, in order', (view) => {
    const columns = db.prepare(`SELECT * FROM "${view}"`).columns();
    expect(documented(view)).toEqual(columns.map(({ name, type }) => `${name} ${type}`));
  });

  it('names every fault of the batch job, and every request of the SFTP server', () => {
    for (const name of jobFaultKinds) expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
    for (const name of requestKinds) expect(readme).toContain(`\`${name}\``);
  });

  it('names every login and every business error', () => {
    for (const name of loginNames) expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
    for (const number of Object.keys(businessErrors)) expect(readme).toMatch(new RegExp(`^\\| ${number} +\\|`, 'm'));
  });
});
