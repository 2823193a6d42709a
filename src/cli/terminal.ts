// How commands speak and how they end. It must never print a secret; callers pass text that is safe to show.

/** Exit codes of every command, for scripts and pipelines. */
export const EXIT = {
  ok: 0,
  /** The thing checked has faults, or a running part failed. */
  failed: 1,
  /** The command line or a setting is wrong; nothing was done. */
  usage: 2,
} as const;

/** Ends a command with a message for the person and an exit code. Thrown by commands, caught once in banyan.ts. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT.failed,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}

/** Writes one piece of text and a line end to standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes one piece of text and a line end to standard error. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
