// Checks one file against its format, tells every fault, and hands on the sections that can be read.
// It must never let a fault in one section hide those of another.
import type { z } from 'zod';
import type { FaultList } from '../yaml/fault-list.js';
import type { LocatedDocument } from '../yaml/located-document.js';
import { pathText } from '../yaml/path.js';
import { Spot } from '../yaml/spot.js';
import { allowedNames, describeIssue } from './describe-issue.js';
import { salvage } from './salvage.js';

/** The top-level members of the file, each as far as it is sound. */
export function readSections<Shape extends z.ZodRawShape>(
  format: z.ZodObject<Shape>,
  document: LocatedDocument,
  faults: FaultList,
): Partial<z.output<z.ZodObject<Shape>>> {
  const result = format.safeParse(document.value, { error: allowedNames });
  if (!result.success) report(result.error.issues, document, faults);
  const whole = document.value;
  if (typeof whole !== 'object' || whole === null) return {};
  const sections = Object.entries(format.shape).flatMap(([name, schema]) => {
    if (!Object.hasOwn(whole, name)) return [];
    const value = salvage(schema as z.ZodType, (whole as Record<string, unknown>)[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(sections) as Partial<z.output<z.ZodObject<Shape>>>;
}

/** What was already told while the text was read is not told again. */
function report(issues: readonly z.core.$ZodIssue[], document: LocatedDocument, faults: FaultList): void {
  const spot = new Spot(document, faults);
  for (const { path, message, atKey } of issues.flatMap((issue) => describeIssue(issue, document))) {
    if (faults.knows(document.file, pathText([...document.place, ...path]))) continue;
    const place = spot.in(...path);
    if (atKey) place.errorAtKey(message);
    else place.error(message);
  }
}
