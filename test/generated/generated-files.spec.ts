import { describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GENERATED_FILES } from './generated-files.js';

/** `npm run generate` sets this: the files are written instead of compared. */
const write = process.env['BANYAN_TEST_WRITE_GENERATED'] === '1';

describe('generated files are committed as the code makes them', () => {
  it.each(GENERATED_FILES)('$path', async ({ path, render }) => {
    const made = await render();
    if (write) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, made);
    }
    expect(readFileSync(path, 'utf8')).toBe(made);
  });
});
