// Names, headers and trailers with placeholders, from YAML to the catalogue.
// It must never take a placeholder that means nothing at its place.
import type { FileDateFormat, Template, TemplatePart } from '../binding-of-drops.js';
import { FILE_DATE_FORMATS } from '../format-of-drops/file-words.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** What a placeholder can stand for. */
export type Placeholder = Exclude<TemplatePart['kind'], 'text'>;

const BRACES = /\{([^{}]*)\}/;
const WORD = /^([a-z]+)(?:\(([^()]*)\))?(?::(.*))?$/;
const WIDEST = 18;

const EXAMPLES: Readonly<Record<Placeholder, string>> = {
  date: '{date:yyyymmdd}',
  sequence: '{sequence:5}',
  count: '{count:7}',
  total: '{total(lines.quantity)}',
  file: '{file}',
};

/** The parts of `text`; only placeholders of `allowed` may occur. Everything wrong goes to `spot`. */
export function parseTemplate(text: string, allowed: readonly Placeholder[], spot: Spot): Template {
  return text.split(BRACES).flatMap((piece, index): readonly TemplatePart[] => {
    if (index % 2 === 1) return placeholder(piece, allowed, spot);
    if (/[{}]/.test(piece)) spot.error(`has a brace that stands alone: placeholders are written ${shown(allowed)}.`);
    return piece === '' ? [] : [{ kind: 'text', text: piece }];
  });
}

const shown = (allowed: readonly Placeholder[]): string => allowed.map((word) => EXAMPLES[word]).join(', ');

function placeholder(piece: string, allowed: readonly Placeholder[], spot: Spot): readonly TemplatePart[] {
  const [, word = '', field, detail] = WORD.exec(piece) ?? [];
  if (!Object.hasOwn(EXAMPLES, word)) {
    const known = Object.keys(EXAMPLES);
    spot.error(`"{${piece}}" is no placeholder.${didYouMean(word, known)} Allowed here: ${shown(allowed)}.`);
    return [];
  }
  const kind = word as Placeholder;
  if (!allowed.includes(kind)) {
    spot.error(`"{${piece}}" cannot stand here. Allowed: ${shown(allowed)}.`);
    return [];
  }
  if (field !== undefined && kind !== 'total') return malformed(piece, kind, spot);
  return kind === 'date' ? datePart(piece, detail, spot) : otherPart(piece, { kind, field, detail }, spot);
}

function datePart(piece: string, format: string | undefined, spot: Spot): readonly TemplatePart[] {
  if ((FILE_DATE_FORMATS as readonly (string | undefined)[]).includes(format)) {
    return [{ kind: 'date', format: format as FileDateFormat }];
  }
  const meant = didYouMean(format ?? '', FILE_DATE_FORMATS);
  spot.error(`"{${piece}}" needs one of ${FILE_DATE_FORMATS.join(', ')} behind its colon.${meant}`);
  return [];
}

interface Pieces {
  readonly kind: Exclude<Placeholder, 'date'>;
  readonly field: string | undefined;
  readonly detail: string | undefined;
}

function otherPart(piece: string, { kind, field, detail }: Pieces, spot: Spot): readonly TemplatePart[] {
  if (kind === 'file') return detail === undefined ? [{ kind }] : malformed(piece, kind, spot);
  const width = detail === undefined ? undefined : Number(/^[1-9]\d?$/.exec(detail)?.[0] ?? Number.NaN);
  if (width !== undefined && !(width <= WIDEST)) {
    spot.error(`"{${piece}}" needs a number of digits behind its colon, 1 to ${WIDEST}, such as ${EXAMPLES[kind]}.`);
    return [];
  }
  const digits = width === undefined ? {} : { width };
  if (kind !== 'total') return [{ kind, ...digits }];
  return field === undefined || field === '' ? malformed(piece, kind, spot) : [{ kind, field, ...digits }];
}

function malformed(piece: string, kind: Placeholder, spot: Spot): readonly TemplatePart[] {
  spot.error(`"{${piece}}" is written ${EXAMPLES[kind]}.`);
  return [];
}

/** Whether the template holds one of these placeholders. */
export function holds(template: Template, ...kinds: readonly Placeholder[]): boolean {
  return template.some(({ kind }) => (kinds as readonly string[]).includes(kind));
}

/** A text that is the same for templates that always give the same. `file` is what {file} stands for. */
export function shapeOf(template: Template, file: Template = []): string {
  const parts = template.flatMap((part) => (part.kind === 'file' && file.length > 0 ? file : [part]));
  return JSON.stringify(parts.reduce<readonly TemplatePart[]>(withText, []));
}

/** Texts that stand side by side are one. */
function withText(parts: readonly TemplatePart[], part: TemplatePart): readonly TemplatePart[] {
  const last = parts.at(-1);
  if (part.kind !== 'text' || last?.kind !== 'text') return [...parts, part];
  return [...parts.slice(0, -1), { kind: 'text', text: last.text + part.text }];
}
