// Reads shape.lock.yaml. It must never invent a shape: a lock with faults says nothing at all.
import { proceduresOfLock } from '../shapes/locked-procedures.js';
import { shapesOfLock } from '../shapes/locked-shapes.js';
import type { ShapesBySource } from '../shapes/locked-shapes.js';
import type { ProceduresByChannel } from '../shapes/procedure-declaration.js';
import { shapeLockFile } from '../shapes/shape-lock-file.js';
import type { YamlFile } from '../yaml/parse-yaml.js';
import type { LoadContext } from './load-context.js';
import { readSections } from './read-sections.js';

/** What a lock remembers. */
export interface Lock {
  readonly views: ShapesBySource;
  readonly procedures: ProceduresByChannel;
}

/** What the lock says: nothing without a file, undefined when the file has faults (which are told). */
export function readLock(file: YamlFile | undefined, context: LoadContext): Lock | undefined {
  if (file === undefined) return { views: new Map(), procedures: new Map() };
  const document = context.parse(file);
  if (document === undefined) return undefined;
  readSections(shapeLockFile, document, context.faults);
  const result = shapeLockFile.safeParse(document.value);
  return result.success ? { views: shapesOfLock(result.data), procedures: proceduresOfLock(result.data) } : undefined;
}
