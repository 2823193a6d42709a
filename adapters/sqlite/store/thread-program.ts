// Where the writer thread's program lies, and how Node is to run it.
// It must never be anything but the file beside this one, unless a test says so.

/** A file for a thread to run, with the options Node needs for it. */
export interface ThreadProgram {
  readonly file: URL;
  readonly nodeOptions: readonly string[];
}

/**
 * A thread is outside of whatever runs this file, Jest included, and Node alone has to read its program. Sources run by
 * Node's own type stripping (https://nodejs.org/api/typescript.html); what that leaves to us is that `./x.js` means `./x.ts`.
 */
const SOURCE_IMPORTS = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(name, context, next) {
    const source = name.startsWith('.') && name.endsWith('.js') && context.parentURL?.endsWith('.ts');
    return next(source ? name.slice(0, -2) + 'ts' : name, context);
  },
});`;

const SOURCE_OPTIONS = [
  '--import',
  `data:text/javascript,${encodeURIComponent(SOURCE_IMPORTS)}`,
  '--experimental-transform-types',
  '--no-warnings',
];

/** The program as it lies beside this file: built where this is built, as source where this is source. */
export function writerThreadProgram(here: string = import.meta.url): ThreadProgram {
  const fromSource = here.endsWith('.ts');
  return {
    file: new URL(fromSource ? './writer-thread.ts' : './writer-thread.js', here),
    nodeOptions: fromSource ? SOURCE_OPTIONS : [],
  };
}
