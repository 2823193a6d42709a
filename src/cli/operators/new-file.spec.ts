// A file that is there is never touched, and that is said; a new one is its owner's alone.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { ownFolder } from '../../../test/support/running/own-folder.js';
import { EXIT } from '../terminal.js';
import { openNewFile } from './new-file.js';

const folder = ownFolder();
afterAll(() => folder[Symbol.dispose]());

it('opens a new file for its owner alone', async () => {
  const path = join(folder.path, 'new');
  await (await openNewFile(path, 'Nothing was exported')).close();
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
});

it('leaves a file alone that is there, and says so', async () => {
  const path = join(folder.path, 'there');
  writeFileSync(path, 'kept');
  await expect(openNewFile(path, 'Nothing was exported')).rejects.toMatchObject({
    message: `Nothing was exported: ${path} is there already. It was not touched; give another name.`,
    exitCode: EXIT.usage,
  });
  expect(readFileSync(path, 'utf8')).toBe('kept');
});

it('says why a file cannot be made', async () => {
  const path = join(folder.path, 'no', 'folder');
  await expect(openNewFile(path, 'Nothing was exported')).rejects.toThrow(/^Nothing was exported: ENOENT/);
});
