// The passwords: made once, kept to their owner, and never shown in an error.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keptPasswords, readPasswords } from './passwords.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contoso-'));
  file = join(folder, 'passwords.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const failure = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return '';
};

describe('the passwords', () => {
  it('are random, differ from login to login, and are readable by their owner only', () => {
    const passwords = Object.values(keptPasswords(file));
    expect(new Set(passwords).size).toBe(4);
    for (const password of passwords) expect(password).toMatch(/^[\w-]{32}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('stay what they are', () => {
    const first = keptPasswords(file);
    expect(keptPasswords(file)).toEqual(first);
    expect(readPasswords(file)).toEqual(first);
  });

  it('are refused with every fault of the file, and none of its secrets', () => {
    writeFileSync(file, JSON.stringify({ banyan_reader: 'hush', erp_owner: 'long enough', sa: 'secret-secret' }));
    const text = failure(() => readPasswords(file));
    for (const name of ['banyan_reader:', 'banyan_writer:', 'curious:', '"sa"']) expect(text).toContain(name);
    for (const secret of ['hush', 'long enough', 'secret-secret']) expect(text).not.toContain(secret);
  });

  it('are refused when the file is missing or no JSON, without quoting it', () => {
    expect(failure(() => readPasswords(file))).toContain('ENOENT');
    writeFileSync(file, 'topsecret');
    expect(failure(() => readPasswords(file))).toContain('it is not JSON');
    expect(failure(() => readPasswords(file))).not.toContain('topsecret');
  });

  it('are not overwritten by a file that is wrong', () => {
    writeFileSync(file, '{}');
    expect(() => keptPasswords(file)).toThrow('must be');
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });
});
