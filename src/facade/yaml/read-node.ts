// Turns the nodes of a YAML file into plain data, remembering where each stood and filling in what it asks for.
// It must never follow anchors, tags or merge keys: a definition says what it says where it says it.
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { asksForFilling } from './fill-text.js';
import type { FilledText } from './fill-text.js';
import type { Mark, Position } from './located-document.js';
import { notQuoted } from './not-quoted.js';
import { pathKey } from './path.js';
import type { Path } from './path.js';

/** Deeper files are mistakes or attacks; the format needs nine levels. */
const DEEPEST = 32;
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What reading a file collects. */
export interface Reading {
  readonly marks: Map<string, Mark>;
  readonly positionAt: (offset: number) => Position;
  readonly fill: (text: string) => FilledText;
  readonly fault: (path: Path, position: Position, message: string) => void;
}

/** The plain value of a node; everything wrong with it goes to `reading.fault`. */
export function readNode(node: unknown, path: Path, reading: Reading, key?: Position): unknown {
  const position = positionOf(node, reading);
  const fault = path.length > DEEPEST ? `is nested deeper than ${DEEPEST} levels.` : complaint(node);
  if (fault !== undefined) {
    reading.fault(path, position, fault);
    return undefined;
  }
  const mark = { path, value: position, ...(key === undefined ? {} : { key }) };
  if (isScalar(node)) return readScalar(node, mark, reading);
  reading.marks.set(pathKey(path), mark);
  if (isMap(node)) return readMap(node, path, reading);
  return isSeq(node) ? readSeq(node, path, reading) : null;
}

function positionOf(node: unknown, reading: Reading): Position {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : undefined;
  return reading.positionAt(range?.[0] ?? 0);
}

function complaint(node: unknown): string | undefined {
  if (isAlias(node)) return `*${node.source} is an alias: write the value out instead.`;
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined;
  if (node.anchor !== undefined) return `&${node.anchor} is an anchor: anchors and aliases are not used here.`;
  return node.tag === undefined ? undefined : `the tag ${node.tag} is not used here: write a plain value.`;
}

function readScalar(node: Scalar, mark: Mark, reading: Reading): unknown {
  const quoted = node.type !== 'PLAIN';
  const text = !quoted || typeof node.value !== 'string' ? (node.source ?? '') : node.value;
  reading.marks.set(pathKey(mark.path), { ...mark, scalar: { text, quoted } });
  const report = (message: string): void => reading.fault(mark.path, mark.value, message);
  if (typeof node.value === 'number') return readNumber(node.value, text, report);
  if (typeof node.value !== 'string' || !asksForFilling(node.value)) return node.value;
  if (!quoted) report(`${text} must stand in quotes, "${text}": braces mean something else to YAML.`);
  const { text: filled, faults } = reading.fill(node.value);
  faults.forEach(report);
  return filled;
}

/** `01`, `0x1` and `1E3` are numbers to YAML and codes to everybody else; a long number would lose its last digits. */
function readNumber(value: number, text: string, report: (message: string) => void): unknown {
  if (PLAIN_NUMBER.test(text) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
  report(notQuoted(text));
  return text;
}

function readSeq(node: YAMLSeq, path: Path, reading: Reading): unknown[] {
  return node.items.map((item, index) => readNode(item, [...path, index], reading));
}

function readMap(node: YAMLMap, path: Path, reading: Reading): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const pair of node.items) {
    const name = readKey(pair, path, reading);
    if (name === undefined) continue;
    const value = readNode(pair.value, [...path, name.text], reading, name.position);
    if (!Object.hasOwn(members, name.text)) members[name.text] = value;
  }
  return members;
}

interface Key {
  readonly text: string;
  readonly position: Position;
}

function readKey({ key }: Pair, path: Path, reading: Reading): Key | undefined {
  const position = positionOf(key, reading);
  const text = isScalar(key) && complaint(key) === undefined ? keyText(key) : '';
  const fault = keyFault(text, reading.marks.has(pathKey([...path, text])));
  if (fault === undefined) return { text, position };
  reading.fault([...path, text], position, fault);
  return undefined;
}

function keyFault(text: string, isTaken: boolean): string | undefined {
  if (text === '') return 'every name before a colon must be plain text.';
  if (text === '__proto__' || text === '<<') return `"${text}" cannot be used as a name.`;
  return isTaken ? `"${text}" stands here twice: keep one of them.` : undefined;
}

/** Names are always text: `50010:` is the name "50010". */
function keyText(key: Scalar): string {
  if (typeof key.value === 'string') return key.value;
  return key.value === null ? '' : (key.source ?? '');
}
