import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { BANYAN_VERSION } from '../../src/kernel/version.js';
import { basename, dirname, join } from 'node:path';

const ROOTS = ['src', 'adapters', 'demo'];
const KERNEL = [
  'clock',
  'deadline',
  'decimal',
  'duration',
  'failure-text',
  'ids',
  'manual-clock',
  'nearest',
  'outcome',
  'repeated',
  'runtime',
  'settled-or-aborted',
  'settled-within',
  'turns',
  'version',
];
const MOST_FILES_IN_A_FOLDER = 16;

const isSpec = (file: string) => file.endsWith('.spec.ts');
const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const sources = files.filter((file) => !isSpec(file));

describe('the source tree', () => {
  it('opens every file with what it is in charge of', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(sources.filter((file) => !readFileSync(file, 'utf8').startsWith('// '))).toEqual([]);
  });

  it('has no barrels and no drawers without a label', () => {
    const drawers = /(^|\/)(index|utils?|helpers?|common|misc|shared)(\/|\.ts$)/;
    expect(files.filter((file) => drawers.test(file))).toEqual([]);
  });

  it('says the same version everywhere', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(BANYAN_VERSION).toBe(version);
  });

  it('keeps the kernel a closed list', () => {
    const kernel = sources.filter((file) => file.startsWith('src/kernel/')).map((file) => basename(file, '.ts'));
    expect(kernel.sort((a, b) => a.localeCompare(b))).toEqual(KERNEL);
  });

  it('splits a folder by idea before it overflows', () => {
    const counts = new Map<string, number>();
    for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > MOST_FILES_IN_A_FOLDER)).toEqual([]);
  });

  it('is at most two folders deep below its root', () => {
    expect(sources.filter((file) => file.split('/').length > 4)).toEqual([]);
  });

  it('never turns a lint rule or the compiler off in place', () => {
    const off = new RegExp(
      ['eslint-dis' + 'able', '@ts-ig' + 'nore', '@ts-expect-' + 'error', '@ts-noch' + 'eck'].join('|'),
    );
    expect(files.filter((file) => off.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('names no view, procedure or column of the demo ERP in the gateway', () => {
    const legacy =
      /\bapi\.(Customers|Orders|OrderLines|Items|StockLevels|Prices|Invoices|Shipments|Heartbeat)\b|\b(CUSTMF|ORDHED|ITEMMF|ORDNO|CUSTNO)\b/;
    const gateway = sources.filter((file) => !file.startsWith('demo/'));
    expect(gateway.filter((file) => legacy.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
