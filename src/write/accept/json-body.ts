// Reads the body of a write: UTF-8, JSON, one value, every name once. Whatever is ambiguous is refused.
// It must never repeat a value of the body in a fault: the log may show faults, and values may be secrets.
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { RequestFault } from '../../problems/problem.js';
import type { Json } from '../command.js';
import { pointerStep } from './members.js';
import { DEEPEST, isSound } from './sound-json.js';

/** Faults reported at once; whoever has more has seen enough to understand. */
const MOST_FAULTS = 100;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value, or every fault with its JSON pointer. */
export function readJsonBody(body: Uint8Array): Outcome<Json, RequestFault> {
  let text: string;
  let value: Json;
  try {
    text = decoder.decode(body);
  } catch {
    return failure([{ pointer: '', detail: 'The body must be UTF-8 text.' }]);
  }
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return failure([{ pointer: '', detail: 'The body must be one JSON value (RFC 8259).' }]);
  }
  return isSound(text, value) ? success(value) : faultsOf(text, value);
}

/** Where the faults are; finding that out takes ten times as long as seeing that there are none. */
function faultsOf(text: string, value: Json): Outcome<Json, RequestFault> {
  const faults = structureFaults(text);
  if (faults.length === 0) collectValueFaults(value, '', faults);
  return faults.length === 0 ? success(value) : failure(faults.slice(0, MOST_FAULTS));
}

interface Frame {
  /** Names seen so far, of an object. */
  readonly names: Set<string> | undefined;
  /** Where the reader stands inside: a name or an index. */
  at: string | number;
  nameComes: boolean;
}

/** Strings and structure of a text that is known to be JSON; numbers and words between them do not matter here. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/**
 * Names that stand twice, and nesting that is too deep. JSON.parse keeps the last of two members in silence, another
 * reader on the way may keep the first.
 */
function structureFaults(text: string): RequestFault[] {
  const faults: RequestFault[] = [];
  const frames: Frame[] = [];
  for (const [token] of text.matchAll(TOKENS)) {
    const top = frames.at(-1);
    if (token === '{') frames.push({ names: new Set(), at: '', nameComes: true });
    else if (token === '[') frames.push({ names: undefined, at: 0, nameComes: false });
    else if (token === '}' || token === ']') frames.pop();
    else if (top !== undefined) step(top, token, frames, faults);
    if (frames.length > DEEPEST)
      return [{ pointer: '', detail: `The body may be nested at most ${DEEPEST} levels deep.` }];
  }
  return faults;
}

/** A comma or a string, read inside `top`. */
function step(top: Frame, token: string, frames: readonly Frame[], faults: RequestFault[]): void {
  if (token === ',') {
    if (typeof top.at === 'number') top.at += 1;
    else top.nameComes = true;
    return;
  }
  if (!top.nameComes || top.names === undefined) return;
  const name = JSON.parse(token) as string;
  top.at = name;
  top.nameComes = false;
  if (top.names.has(name))
    faults.push({
      pointer: frames.map(({ at }) => pointerStep(at)).join(''),
      detail: 'This member stands here twice.',
    });
  top.names.add(name);
}

/** Text that is no Unicode and numbers that are none: JSON can write both, nothing behind us can keep them. */
function collectValueFaults(value: Json, pointer: string, faults: RequestFault[]): void {
  if (typeof value === 'string' && !value.isWellFormed())
    faults.push({ pointer, detail: 'The text holds half of a surrogate pair, which is no Unicode character.' });
  if (typeof value === 'number' && !Number.isFinite(value))
    faults.push({ pointer, detail: 'The number is too large; large numbers are sent as strings.' });
  if (typeof value !== 'object' || value === null) return;
  const members = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [name, member] of members) collectValueFaults(member as Json, pointer + pointerStep(name), faults);
}
