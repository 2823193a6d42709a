// Reads one layout file as far as it can be read without the operation that uses it.
// It must never let a file that cannot be read look like a layout that does not exist.
import type { z } from 'zod';
import type { LayoutDraft } from '../layouts/layout-draft.js';
import { readLayoutDraft } from '../layouts/read-layout.js';
import type { LayoutSections } from '../layouts/read-layout-format.js';
import { csvLayout, fixedWidthLayout, undecidedLayout, xmlLayout } from '../format-of-drops/layout-file.js';
import type { LocatedDocument } from '../yaml/located-document.js';
import type { YamlFile } from '../yaml/parse-yaml.js';
import { Spot } from '../yaml/spot.js';
import type { LoadContext } from './load-context.js';
import { readSections } from './read-sections.js';
import { reportUnquotedLayoutCodes } from './unquoted-codes.js';

/** A layout named by its file; the draft is absent when the file is no YAML or does not say its format. */
export interface ReadLayout {
  readonly name: string;
  readonly draft: LayoutDraft | undefined;
}

/** Parses a file and tells its faults. */
export function readLayoutFile(file: YamlFile, context: LoadContext): ReadLayout {
  const name = String(file.place[1] ?? '');
  const document = context.parse(file);
  if (document === undefined) return { name, draft: undefined };
  reportUnquotedLayoutCodes(document, context.faults);
  const read = sectionsOf(document, context);
  const spot = new Spot(document, context.faults);
  if (read?.sections.layout !== undefined && read.sections.layout !== name) {
    spot.in('layout').error(`the file is called ${name}.yaml, so the layout must be called ${name}.`);
  }
  return { name, draft: read === undefined ? undefined : readLayoutDraft(name, read, spot) };
}

function sectionsOf(document: LocatedDocument, { faults }: LoadContext): LayoutSections | undefined {
  switch (formatOf(document.value)) {
    case 'csv':
      return { kind: 'csv', sections: readSections(csvLayout, document, faults) };
    case 'fixed-width':
      return { kind: 'fixed-width', sections: readSections(fixedWidthLayout, document, faults) };
    case 'xml':
      return { kind: 'xml', sections: readSections(xmlLayout, document, faults) };
    case undefined:
      readSections(undecidedLayout, document, faults);
      return undefined;
  }
}

type Format = z.output<typeof undecidedLayout>['format'];

function formatOf(value: unknown): Format | undefined {
  const result = undecidedLayout.shape.format.safeParse((value as { readonly format?: unknown } | null)?.format);
  return result.success ? result.data : undefined;
}
