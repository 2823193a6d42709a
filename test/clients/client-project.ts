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
  }

  /** Writes one of the page's programs. */
  write(name: string): void {
    const programs = new Map(
      [...this.#page.matchAll(/^`(\w+\.ts)`:\n\n```ts\n([^]*?)```/gm)].map((all) => [all[1], all[2]]),
    );
    writeFileSync(join(this.#folder.path, name), programs.get(name) ?? `${PAGE} has no program ${name}`);
  }

  /** Runs the line of the page's shell blocks that begins with `start`; what it prints. */
  async run(start: string): Promise<string> {
    const blocks = [...this.#page.matchAll(/^```sh\n([^]*?)```/gm)].map(([, text = '']) => text);
    const line = blocks.flatMap((text) => text.split('\n')).find((each) => each.startsWith(start));
    if (line === undefined) throw new Error(`${PAGE} has no command ${start}`);
    return await this.#shell(line);
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
