// The demo facade with other limits, so that tests of time-outs and ceilings need not wait for minutes.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../support/running/own-folder.js';

/** Limits of the lane in front of the replica, as YAML writes them. */
export interface Limits {
  readonly concurrency?: number;
  readonly queue?: number;
  readonly wait?: string;
  readonly timeout?: string;
  /** Off unless said otherwise: most tests are about what happens before one opens. */
  readonly breaker?: 'off' | Readonly<Record<string, string | number>>;
}

const PROTECTION = /replica: \{ concurrency: .*\}/;

/** Copies facades/contoso into a folder of its own; dispose it at the end. */
export function hurriedFacade(limits: Limits = {}): Disposable & { readonly path: string } {
  const folder = ownFolder();
  cpSync('facades/contoso', folder.path, { recursive: true });
  const { concurrency = 8, queue = 64, wait = '300ms', timeout = '500ms', breaker = 'off' } = limits;
  change(
    join(folder.path, 'facade.yaml'),
    PROTECTION,
    `replica: ${JSON.stringify({ concurrency, queue, wait, timeout, breaker })}`,
  );
  return folder;
}

/** Replaces what `pattern` finds; throws when it finds nothing, so that a test never runs with the limits of others. */
export function change(file: string, pattern: RegExp, text: string): void {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(pattern, text);
  if (after === before) throw new Error(`${file} holds no ${String(pattern)}`);
  writeFileSync(file, after);
}
