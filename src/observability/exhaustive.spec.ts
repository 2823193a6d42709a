// A new kind of observation must not compile until log and metrics have said what they do with it.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const union = resolve(here, 'observation.ts');
const readers = ['log/log-lines.ts', 'metrics/metrics.ts', 'alarms.ts'].map((file) => resolve(here, file));

/** Type checks the readers against a changed observation.ts and names the files with faults. */
function faultyFiles(change: (source: string) => string): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.readFile.bind(host);
  const readChanged = (file: string): string | undefined =>
    resolve(file) === union ? change(read(file) ?? '') : read(file);
  host.readFile = readChanged;
  host.getSourceFile = (file, target) => {
    const text = readChanged(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram(readers, options, host);
  for (const file of readers) if (program.getSourceFile(file) === undefined) throw new Error(`there is no ${file}`);
  return readers
    .filter((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).length > 0)
    .map((file) => file.slice(here.length + 1));
}

describe('the readers of observations', () => {
  it('compile as they stand', () => {
    expect(faultyFiles((source) => source)).toEqual([]);
  });

  it('do not compile when a kind is added that they do not read', () => {
    const add = (source: string): string =>
      source.replace('export type Observation =', "$& | { readonly kind: 'new' }");
    expect(faultyFiles(add)).toEqual(['log/log-lines.ts', 'metrics/metrics.ts', 'alarms.ts']);
  });
});
