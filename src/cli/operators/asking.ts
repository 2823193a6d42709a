// Asks the running gateway on behalf of one group of sub-commands, and says the answer as text or as JSON.
import { loadSettings } from '../load-settings.js';
import { say } from '../terminal.js';
import { askGateway } from './admin-client.js';
import type { Method } from './admin-client.js';

/** Asks under one path of the administration listener. */
export function asker(path: string) {
  return (method: Method, rest: string, body?: object): Promise<unknown> =>
    askGateway(loadSettings().settings, method, path + rest, body);
}

/** Says an answer; `textOf` takes it for what its address promises. */
export function tell(answer: unknown, json: boolean | undefined, textOf: (answer: never) => string): void {
  say(json === true ? JSON.stringify(answer, null, 2) : textOf(answer as never));
}

/** `?limit=50&state=parked`, or nothing: what was not given is left out, and a list stands there value by value. */
export function queryText(given: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const pairs = Object.entries(given).flatMap(([name, value = []]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
