// Reads shape.lock.yaml. It must never invent a shape: a lock with faults says nothing at all.
import { shapesOfLock } from '../shapes/locked-shapes.js';
import type { ShapesBySource } from '../shapes/locked-shapes.js';
import { shapeLockFile } from '../shapes/shape-lock-file.js';
import type { YamlFile } from '../yaml/parse-yaml.js';
import type { LoadContext } from './load-context.js';
import { readSections } from './read-sections.js';

/** The locked shapes: none without a file, undefined when the file has faults (which are told). */
export function readLock(file: YamlFile | undefined, context: LoadContext): ShapesBySource | undefined {
  if (file === undefined) return new Map();
  const document = context.parse(file);
  if (document === undefined) return undefined;
  readSections(shapeLockFile, document, context.faults);
  const result = shapeLockFile.safeParse(document.value);
  return result.success ? shapesOfLock(result.data) : undefined;
}
