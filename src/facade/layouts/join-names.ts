// Names of files, of their done markers and of their acknowledgements, and the numbers they carry.
// It must never accept names by which two batches, or a file and its marker, could be taken for one another.
import type { SequenceRule, Template } from '../binding-of-drops.js';
import type { Spot } from '../yaml/spot.js';
import { holds, parseTemplate, shapeOf } from './template-parts.js';

/** What servers of every kind take; a leading point would hide the file. */
const PORTABLE = /^(?!\.)[\x20-\x7e]*$/;
const UNPORTABLE = /[\\/:*?"<>|]/;

/** The name of the file itself. */
export function joinFileName(text: string, spot: Spot): Template {
  const template = parseTemplate(text, ['date', 'sequence'], spot);
  checkName(template, spot);
  if (!holds(template, 'sequence') && !spot.isFaulty) {
    spot.error('must hold the number of the file, such as {sequence:5}: without it two files could have one name.');
  }
  return template;
}

/** The name of the marker that is written after `file`. */
export function joinDoneName(text: string, file: Template, spot: Spot): Template {
  const template = joinCompanion(text, spot);
  if (shapeOf(template, file) === shapeOf(file) && !spot.isFaulty) {
    spot.error('is the name of the file itself: add something, such as "{file}.OK".');
  }
  return template;
}

/** A name that tells which file it belongs to. */
export function joinCompanion(text: string, spot: Spot): Template {
  const template = parseTemplate(text, ['date', 'sequence', 'file'], spot);
  checkName(template, spot);
  if (!holds(template, 'sequence', 'file') && !spot.isFaulty) {
    spot.error('must say which file it belongs to: {file}, or its number such as {sequence:5}.');
  }
  return template;
}

function checkName(template: Template, spot: Spot): void {
  const first = template[0];
  const texts = template.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const starts = first?.kind === 'text' ? first.text : 'x';
  if (!PORTABLE.test(starts) || texts.some((text) => !/^[\x20-\x7e]*$/.test(text) || UNPORTABLE.test(text))) {
    spot.error(
      'must be a file name of plain letters, digits and signs but \\ / : * ? " < > |, and no point at its start.',
    );
  }
  if (template.some((part) => part.kind === 'date' && part.format === 'dd/mm/yyyy')) {
    spot.error('cannot hold a date with slashes.');
  }
}

/** The rule of numbers. `file` is the file's name, `spot` the rule's place. */
export function joinSequence(
  format: { readonly from?: number | undefined; readonly to: number; readonly wrap?: SequenceRule['wrap'] | undefined },
  file: Template,
  spot: Spot,
): SequenceRule {
  const { from = 1, to, wrap = 'refuse' } = format;
  if (from > to) spot.in('from').error(`must be at most the last number, ${to}.`);
  if (wrap === 'restart' && !holds(file, 'date')) {
    spot
      .in('wrap')
      .warning(
        'gives names again that files have had: a file that is still there would stop the layout. Name the day too.',
      );
  }
  return { from, to, wrap };
}

/** Reports numbers with too few digits for the last file. */
export function checkSequenceWidth(template: Template, { to }: SequenceRule, spot: Spot): void {
  for (const part of template) {
    const width = part.kind === 'sequence' ? part.width : undefined;
    if (width !== undefined && String(to).length > width) {
      spot.error(`{sequence:${width}} cannot hold ${to}, the last number.`);
    }
  }
}
