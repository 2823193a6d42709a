// Reads the options of one command against a schema: what is meant, or every fault at once.
import type { Command } from 'commander';
import { z } from 'zod';

/** What a command's arguments come to. */
export type ReadOptions<Options> =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** A port number; 0 takes any free one. */
export const portOption = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number, 0 for any free one')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be at most 65535');

/** Milliseconds between two looks. */
export const intervalOption = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number of milliseconds')
  .transform(Number)
  .refine((value) => value >= 10, 'must be at least 10');

/** Settings that all commands share. */
export function plain(command: Command): Command {
  return command.helpOption('--help', 'show this text').allowUnknownOption().allowExcessArguments();
}

/** Reads `args`; nothing is printed. */
export function readOptions<S extends z.ZodType>(
  program: Command,
  schema: S,
  args: readonly string[],
): ReadOptions<z.output<S>> {
  if (args.includes('--help')) return { kind: 'help', text: program.helpInformation() };
  program.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    return { kind: 'faults', faults: [error instanceof Error ? error.message : String(error)] };
  }
  const faults = program.args.map((unknown) => `${unknown} is not an option; --help lists what is`);
  const parsed = schema.safeParse(program.opts());
  if (parsed.success && faults.length === 0) return { kind: 'options', options: parsed.data };
  for (const issue of parsed.error?.issues ?? []) faults.push(`${flag(String(issue.path[0]))} ${issue.message}`);
  return { kind: 'faults', faults };
}

const flag = (option: string): string => `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
