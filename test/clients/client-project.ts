// A stranger's project that does what openapi/README.md says: its files and its commands, run as they stand there.
// It must never know more about the clients than that page does.
import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ownFolder } from '../support/running/own-folder.js';

const PAGE = 'openapi/README.md';
/** The packages the page installs come from this repository, at the versions the page names. */
const MODULES = resolve('node_modules');
const run = promisify(execFile);

/** A folder with the programs of the page. */
export class ClientProject implements Disposable {
  readonly #folder = ownFolder();
  readonly #page = readFileSync(PAGE, 'utf8');

  constructor(private readonly environment: Readonly<Record<string, string>>) {
    symlinkSync(MODULES, join(this.#folder.path, 'node_modules'));
    writeFileSync(join(this.#folder.path, 'package.json'), '{ "type": "module" }');
    for (const [, name = '', text = ''] of this.#page.matchAll(/^`(\w+\.ts)`:\n\n```ts\n([^]*?)```/gm)) {
      writeFileSync(join(this.#folder.path, name), text);
    }
  }

  /** Runs every line of the page's shell blocks that begins with `start`; what they print. */
  async run(start: string): Promise<string> {
    const blocks = [...this.#page.matchAll(/^```sh\n([^]*?)```/gm)].map(([, text = '']) => text);
    const lines = blocks.flatMap((text) => text.split('\n')).filter((line) => line.startsWith(start));
    if (lines.length === 0) throw new Error(`${PAGE} has no command ${start}`);
    const printed = await Promise.all(lines.map((line) => this.#shell(line)));
    return printed.join('');
  }

  async #shell(line: string): Promise<string> {
    const PATH = [join(MODULES, '.bin'), process.env['PATH']].join(delimiter);
    const env = { ...process.env, ...this.environment, PATH };
    try {
      const { stdout } = await run('sh', ['-c', line], { cwd: this.#folder.path, env });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${line}\n${stdout}${stderr}`, { cause: error });
    }
  }

  /** Removes the folder. */
  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]();
  }
}
