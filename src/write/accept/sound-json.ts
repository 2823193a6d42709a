// Tells at a glance that a body holds nothing but what JSON.parse made of it, which is so for nearly every body.
// It must never call a body sound that json-body.ts would find a fault in; the other way round costs time only.
import type { Json } from '../command.js';

/** Deepest nesting of a body; inputs are three levels deep at most. */
export const DEEPEST = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * True when `text`, whose value is `value`, names no member twice, is not nested too deep and holds text and numbers that
 * can be kept. JSON.parse keeps one of two members of the same name, so the two then differ in their numbers of members.
 */
export function isSound(text: string, value: Json): boolean {
  return membersIn(value, DEEPEST) === membersWritten(text);
}

/**
 * Colons outside of strings, of a text that is known to be JSON; NaN when a name is written with an escape. V8 (13.6) may
 * read such a name as another one: once it has made an object with a member called `\`, it takes `"\u0061"` for that.
 */
function membersWritten(text: string): number {
  let members = 0;
  let escaped = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === COLON) members += escaped ? NaN : 1;
    if (unit !== QUOTE) continue;
    escaped = false;
    for (at += 1; text.charCodeAt(at) !== QUOTE; at += 1) {
      if (text.charCodeAt(at) !== BACKSLASH) continue;
      escaped = true;
      at += 1;
    }
  }
  return members;
}

/** Members of all objects in a value; NaN, which equals nothing, when something in it cannot be kept. */
function membersIn(value: Json, levels: number): number {
  if (typeof value === 'string') return value.isWellFormed() ? 0 : NaN;
  if (typeof value === 'number') return Number.isFinite(value) ? 0 : NaN;
  if (typeof value !== 'object' || value === null) return 0;
  if (levels === 0) return NaN;
  let members = 0;
  if (isList(value)) {
    for (const entry of value) members += membersIn(entry, levels - 1);
  } else {
    // What has come out of JSON.parse inherits nothing that is listed here.
    for (const name in value) members += 1 + membersIn(value[name] ?? null, levels - 1);
  }
  return members;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
