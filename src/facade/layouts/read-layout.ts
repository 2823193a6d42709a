// A layout without its operation, from YAML to a draft: names, numbers, lines, places and acknowledgement.
import type { FileEncoding, Template } from '../binding-of-drops.js';
import { isTimezone, TIMEZONE_EXPECTED } from '../checking/is-timezone.js';
import { defined } from '../joining/defined.js';
import type { Spot } from '../yaml/spot.js';
import { checkPlaces } from './check-places.js';
import { bytesOf, textFault } from './file-text.js';
import { checkSequenceWidth, joinDoneName, joinFileName, joinSequence } from './join-names.js';
import { joinAcknowledgement } from './join-acknowledgement.js';
import type { LayoutDraft } from './layout-draft.js';
import { readLayoutFormat } from './read-layout-format.js';
import type { FormatParts, LayoutSections, PlacedTemplate } from './read-layout-format.js';

/** The draft of the layout called `name`; `spot` is the file. */
export function readLayoutDraft(name: string, read: LayoutSections, spot: Spot): LayoutDraft {
  const { encoding = 'utf-8', timezone = 'UTC' } = read.sections;
  if (!isTimezone(timezone)) spot.in('timezone').error(TIMEZONE_EXPECTED);
  const parts = readLayoutFormat(read, spot);
  checkPlaces(parts.format, parts.items, parts.lists, spot);
  const around = templatesAround(parts, spot);
  for (const placed of around) checkLine(placed, parts, encoding);
  const names = joinNames(read.sections, encoding, around, spot);
  const { format, newline, items, lists } = parts;
  const lines = defined({ header: parts.header?.template, trailer: parts.trailer?.template });
  return {
    shell: { ...{ name, format, encoding, newline, timezone }, ...names, ...lines },
    ...{ items, lists, spot },
    lost: new Set((['record', 'acknowledgement'] as const).filter((part) => read.sections[part] === undefined)),
    totals: around.flatMap(({ template, spot: place }) =>
      template.flatMap((part) => (part.kind === 'total' ? [{ field: part.field, spot: place }] : [])),
    ),
    counts: around.flatMap(({ template, spot: place }) =>
      template.flatMap((part) =>
        part.kind === 'count' && part.width !== undefined ? [{ width: part.width, spot: place }] : [],
      ),
    ),
  };
}

type Names = Pick<LayoutDraft['shell'], 'fileName' | 'sequence' | 'done' | 'acknowledgement'>;

/** Everything that is named after the number of a file. A section that is missing was told of. */
function joinNames(
  sections: LayoutSections['sections'],
  encoding: FileEncoding,
  around: readonly PlacedTemplate[],
  spot: Spot,
): Names {
  const file = spot.in('file');
  const fileName = joinFileName(sections.file ?? '{sequence}', file);
  const sequence = joinSequence(sections.sequence ?? { to: 1 }, fileName, spot.in('sequence'));
  const done = sections.done === undefined ? undefined : joinDoneName(sections.done, fileName, spot.in('done'));
  const acknowledgement = joinAcknowledgement(sections.acknowledgement ?? 'none', encoding, spot.in('acknowledgement'));
  const numbered = [
    ...[...around, { template: fileName, spot: file }, { template: done ?? [], spot: spot.in('done') }],
    {
      template: acknowledgement.kind === 'file' ? acknowledgement.fileName : [],
      spot: spot.in('acknowledgement', 'file'),
    },
  ];
  for (const { template, spot: place } of numbered) checkSequenceWidth(template, sequence, place);
  return { fileName, sequence, ...defined({ done }), acknowledgement };
}

function templatesAround({ format, header, trailer }: FormatParts, spot: Spot): readonly PlacedTemplate[] {
  const attributes = format.kind === 'xml' ? format.rootAttributes : [];
  return [
    ...[header, trailer].filter((placed) => placed !== undefined),
    ...attributes.map(({ name, value }) => ({ template: value, spot: spot.in('root', 'attributes', name) })),
  ];
}

/** In a line of fixed bytes every number has its digits, and the line its width. */
function checkLine({ template, spot }: PlacedTemplate, { format }: FormatParts, encoding: FileEncoding): void {
  for (const part of template) {
    const fault = part.kind === 'text' ? textFault(part.text, format) : undefined;
    if (fault !== undefined) spot.error(`${fault}, which would end or spoil the line.`);
  }
  if (format.kind !== 'fixed-width') return;
  const length = lengthOf(template, encoding);
  if (length === undefined)
    spot.error('needs the digits of every number, such as {count:7}: the bytes of the line are fixed.');
  else if (format.width !== undefined && length > format.width) {
    spot.error(`has ${length} bytes, and a line has ${format.width}.`);
  }
}

function lengthOf(template: Template, encoding: FileEncoding): number | undefined {
  const lengths = template.map((part) => {
    if (part.kind === 'text') return bytesOf(part.text, encoding);
    if (part.kind === 'date') return part.format.length;
    return part.kind === 'file' ? undefined : part.width;
  });
  return lengths.reduce((sum, length) => (sum === undefined || length === undefined ? undefined : sum + length), 0);
}
