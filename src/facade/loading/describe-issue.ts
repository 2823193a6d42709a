// Says in our words what a schema found: what is wrong at which path, and what is allowed there.
// It must never quote a value that an author did not type in the file.
import type { z } from 'zod';
import { nearest } from '../../kernel/nearest.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { LocatedDocument } from '../yaml/located-document.js';
import { notQuoted } from '../yaml/not-quoted.js';
import type { Path, PathSegment } from '../yaml/path.js';

type Issue = z.core.$ZodIssue;

/** A fault before it has a position. */
export interface IssueText {
  readonly path: Path;
  readonly message: string;
  /** Whether the name is wrong rather than the value. */
  readonly atKey: boolean;
}

/** Separates the names inside the message that `allowedNames` leaves for `describeIssue`. */
const SEPARATOR = '\n';

/**
 * The error map to parse with: for unknown members, and for values of the wrong type, it notes which members the
 * schema has, because a finished issue no longer says so.
 */
export const allowedNames: z.core.$ZodErrorMap = (issue) => {
  const definition: unknown = issue.inst?._zod.def;
  const hasShape = typeof definition === 'object' && definition !== null && 'shape' in definition;
  return hasShape ? Object.keys(definition.shape as object).join(SEPARATOR) : '';
};

/** One or more faults for an issue; an unknown member is one fault each. */
export function describeIssue(issue: Issue, document: LocatedDocument, above: Path = []): readonly IssueText[] {
  const path: Path = [...above, ...(issue.path as PathSegment[])];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownMember(key, path, issue.message.split(SEPARATOR)));
  }
  if (issue.code === 'invalid_union') return wrongAlternative(issue, path, document);
  return [{ path, message: messageOf(issue, path, document), atKey: issue.code === 'invalid_key' }];
}

function messageOf(issue: Issue, path: Path, document: LocatedDocument): string {
  if (issue.code === 'invalid_type') return wrongType(issue.expected, path, document);
  if (issue.code === 'invalid_value') return notAmong(issue.values.map(String), path, document);
  if (issue.code === 'invalid_key') return `the name ${issue.issues[0]?.message ?? 'is not allowed here.'}`;
  if (issue.code === 'too_small') return `must ${amount(issue.origin, 'at least', Number(issue.minimum))}.`;
  if (issue.code === 'too_big') return `must ${amount(issue.origin, 'at most', Number(issue.maximum))}.`;
  return issue.message === '' ? 'is not allowed here.' : issue.message;
}

function unknownMember(key: string, path: Path, allowed: readonly string[]): IssueText {
  const names = allowed.filter((name) => name !== '');
  const message = `"${key}" is not known here.${didYouMean(key, names)} Allowed: ${names.join(', ')}.`;
  return { path: [...path, key], message, atKey: true };
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a block of members',
  record: 'a block of members',
  array: 'a list, such as [a, b]',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

const typeName = (expected: string): string => typeNames[expected] ?? expected;
const missing = (what: string): string => `is required and missing: it must be ${what}.`;

function wrongType(expected: string, path: Path, document: LocatedDocument): string {
  const what = typeName(expected);
  if (!document.has(path)) return missing(what);
  const scalar = document.scalar(path);
  const needsQuotes = expected === 'string' && scalar !== undefined && !scalar.quoted;
  return needsQuotes ? notQuoted(scalar.text) : `must be ${what}.`;
}

function notAmong(values: readonly string[], path: Path, document: LocatedDocument): string {
  if (!document.has(path)) return missing(`one of ${values.join(', ')}`);
  const typed = document.scalar(path)?.text ?? '';
  return `must be one of ${values.join(', ')}.${didYouMean(typed, values)}`;
}

function amount(origin: string, bound: string, size: number): string {
  if (origin === 'string') return `have ${bound} ${size} ${size === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${bound} ${size} ${size === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${size}`;
}

function wrongAlternative(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  document: LocatedDocument,
): readonly IssueText[] {
  const fault = (message: string): readonly IssueText[] => [{ path, message, atKey: false }];
  if (issue.errors.length === 0) {
    const values = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
    return fault(notAmong(values, path, document));
  }
  const isScalar = document.scalar(path) !== undefined;
  const rootTypes = issue.errors.map((branch) => rootType(branch, isScalar));
  const inside = issue.errors.filter((_, index) => rootTypes[index] === undefined);
  if (inside.length === 0) return fault(noneOfTypes(rootTypes.map(String), path, document));
  const best = inside.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  return best.flatMap((nested) => describeIssue(nested, document, path));
}

/** What an alternative expects that is not even of the right kind; a block is never near to a word. */
function rootType(branch: readonly Issue[], isScalar: boolean): string | undefined {
  const isWord = branch.some(({ code, path }) => code === 'invalid_value' && path.length === 0);
  return branch.find(isRootType)?.expected ?? (isWord && !isScalar ? 'string' : undefined);
}

function isRootType(issue: Issue): issue is Extract<Issue, { code: 'invalid_type' }> {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function noneOfTypes(expected: readonly string[], path: Path, document: LocatedDocument): string {
  if (expected.includes('string')) {
    const scalar = document.scalar(path);
    if (scalar !== undefined && !scalar.quoted && !expected.includes('number')) return notQuoted(scalar.text);
  }
  return `must be ${[...new Set(expected.map(typeName))].join(' or ')}.`;
}

/** How far a value is from one alternative: a misspelt member is half a fault. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? strangers(issue) : 1), 0);
}

function strangers(issue: Extract<Issue, { code: 'unrecognized_keys' }>): number {
  const names = issue.message.split(SEPARATOR);
  return issue.keys.reduce((sum, key) => sum + (nearest(key, names) === undefined ? 1 : 0.5), 0);
}
