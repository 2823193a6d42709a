// Legacy codes must be quoted, so that `01`, `1E3`, `N` and `no` are never anything but text.
// It must never depend on what YAML makes of them: it looks at the source text.
import type { FaultList } from '../yaml/fault-list.js';
import type { LocatedDocument, ScalarSource } from '../yaml/located-document.js';
import { notQuoted } from '../yaml/not-quoted.js';
import type { Path } from '../yaml/path.js';
import { pathText } from '../yaml/path.js';
import { Spot } from '../yaml/spot.js';

/** Reports every legacy code of a resource file that stands without quotes. */
export function reportUnquotedCodes(document: LocatedDocument, faults: FaultList): void {
  report(document, faults, isCodeAt);
}

/** The same of a layout file. */
export function reportUnquotedLayoutCodes(document: LocatedDocument, faults: FaultList): void {
  report(document, faults, isLayoutCodeAt);
}

function report(
  document: LocatedDocument,
  faults: FaultList,
  isCodeThere: (path: Path, scalar: ScalarSource) => boolean,
): void {
  for (const { path, scalar } of document.marks()) {
    if (scalar === undefined || scalar.quoted || !isCodeThere(path, scalar)) continue;
    if (faults.knows(document.file, pathText([...document.place, ...path]))) continue;
    new Spot(document, faults, path).error(`a legacy code must stand in quotes. ${notQuoted(scalar.text)}`);
  }
}

function isCodeAt(path: Path, scalar: ScalarSource): boolean {
  if (path[0] === 'binding') return isCode(withoutChild(path.slice(1)), scalar);
  if (path[0] !== 'operations') return false;
  if (path.includes('verify') && path.at(-3) === 'answer') return true;
  return (path[2] === 'procedure' || path.includes('verify')) && path.at(-1) === 'constant';
}

/** The binding of a child list has the same members as that of a resource, two levels down. */
function withoutChild(path: Path): Path {
  const inChild = path[0] === 'map' && (path[2] === 'map' || path[2] === 'rows');
  return inChild ? path.slice(2) : path;
}

/** rows.COLUMN, rows.COLUMN[n], map.field.whenTrue, map.field.none[n], map.field.codes[n].when[n] */
function isCode(path: Path, scalar: ScalarSource): boolean {
  const [first, , member, , inRow] = path;
  if (first === 'rows') return path.length === 2 || path.length === 3;
  if (first !== 'map') return false;
  if (member === 'whenTrue' || member === 'whenFalse') return path.length === 3;
  if (member === 'none') return path.length <= 4;
  // null without quotes is the way to say NULL
  return member === 'codes' && inRow === 'when' && scalar.text !== 'null';
}

const ITEM_CODES: readonly unknown[] = ['whenTrue', 'whenFalse', 'absent', 'null'];

/** record[n].whenTrue, record[n].codes.word, record[n].from.constant, and the same under lists.list.record */
function isLayoutCodeAt(path: Path): boolean {
  const record = path[0] === 'lists' ? path.slice(2) : path;
  const [first, , member, inside] = record;
  if (first !== 'record') return false;
  if (record.length === 3) return ITEM_CODES.includes(member);
  return record.length === 4 && (member === 'codes' || (member === 'from' && inside === 'constant'));
}
