// Mistakes in layouts: each is told in the layout's own file, on its line, with a way out.
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { droppingTexts } from './dropping-facade.js';

const fixed = 'layouts/corrections.yaml';
const csv = 'layouts/new-parties.yaml';
const xml = 'layouts/counts.yaml';

const inFormats: readonly Mistake[] = [
  [
    'no format',
    fixed,
    'format: fixed-width\n',
    '',
    'is required and missing: it must be one of csv, fixed-width, xml',
    'layout: corrections',
  ],
  ['an unknown format', csv, 'format: csv', 'format: json', 'must be one of csv, fixed-width, xml'],
  [
    'another name than that of its file',
    csv,
    'layout: new-parties',
    'layout: parties',
    'the file is called new-parties.yaml',
  ],
  [
    'a member of another format',
    fixed,
    'width: 100',
    'delimiter: ";"',
    '"delimiter" is not known here. Allowed: layout, title',
  ],
  ['a missing section', xml, 'timezone: UTC\n', '', 'is required and missing', 'layout: counts'],
  ['an unknown encoding', csv, 'encoding: utf-8', 'encoding: cp1252', 'must be one of utf-8, windows-1250'],
  ['an unknown zone', csv, 'timezone: UTC', 'timezone: Mars/Olympus', 'must be a zone of the IANA database'],
  ['a delimiter of two characters', csv, 'delimiter: "\\t"', 'delimiter: ";;"', 'must be one of ";", ",", "|"'],
  ['lines that nothing ends', csv, 'columnRow: true', 'newline: none', 'is for fixed widths'],
  [
    'bytes that nothing ends',
    fixed,
    'width: 100\nencoding: windows-1252\nnewline: lf',
    'encoding: windows-1252\nnewline: none',
    'needs the `width` of a line',
    'newline: none',
  ],
  ['a name that XML does not allow', xml, 'element: Count\n', 'element: 1Count\n', 'must be a name of XML'],
  ['a root that XML does not allow', xml, 'element: Counts,', 'element: xmlCounts,', 'and not "xml…"'],
  [
    'a record without values',
    csv,
    '  - { name: OWNER, from: ownerId }\n',
    '  - { from: ownerId }\n',
    'is required and missing: it must be text',
  ],
];

const inNames: readonly Mistake[] = [
  [
    'a name without a number',
    csv,
    'file: "P{sequence}.csv"',
    'file: "P{date:yyyymmdd}.csv"',
    'must hold the number of the file',
  ],
  [
    'a number too short for the last file',
    fixed,
    'DAT"\nsequence: { from: 0, to: 9999,',
    'DAT"\nsequence: { from: 0, to: 10000,',
    '{sequence:4} cannot hold 10000',
    'file: "COR',
  ],
  [
    'a name with a folder',
    csv,
    'file: "P{sequence}.csv"',
    'file: "out/P{sequence}.csv"',
    'must be a file name of plain letters',
  ],
  ['a hidden name', csv, 'file: "P{sequence}.csv"', 'file: ".P{sequence}.csv"', 'no point at its start'],
  [
    'a date with slashes in a name',
    csv,
    'file: "P{sequence}.csv"',
    'file: "{date:dd/mm/yyyy}{sequence}"',
    'cannot hold a date with slashes',
  ],
  [
    'an unknown placeholder',
    csv,
    'file: "P{sequence}.csv"',
    'file: "P{sequnce}.csv"',
    '"{sequnce}" is no placeholder. Did you mean "sequence"? Allowed here: {date:yyyymmdd}, {sequence:5}',
  ],
  [
    'a placeholder at the wrong place',
    csv,
    'file: "P{sequence}.csv"',
    'file: "P{sequence}{count}.csv"',
    '"{count}" cannot stand here',
  ],
  ['a lone brace', csv, 'trailer: "#{count}"', 'trailer: "#{count}}"', 'a brace that stands alone'],
  ['a date without a format', csv, 'trailer: "#{count}"', 'trailer: "{date}"', 'needs one of yyyymmdd'],
  ['a date of an unknown format', csv, 'trailer: "#{count}"', 'trailer: "{date:yyyymmd}"', 'Did you mean "yyyymmdd"?'],
  [
    'a width that is none',
    csv,
    'trailer: "#{count}"',
    'trailer: "#{count:0}"',
    'needs a number of digits behind its colon',
  ],
  ['a total of nothing', csv, 'trailer: "#{count}"', 'trailer: "#{total()}"', 'is written {total(lines.quantity)}'],
  [
    'a total of no number',
    csv,
    'trailer: "#{count}"',
    'trailer: "#{total(name)}"',
    'adds up numbers, and name is of type string',
  ],
  [
    'a total of what no record holds',
    xml,
    '{total(items.quantity)}',
    '{total(items.price)}',
    'adds up a field that stands in no record',
  ],
  [
    'a count too short for a batch',
    csv,
    'trailer: "#{count}"',
    'trailer: "#{count:2}"',
    '{count:2} cannot hold the 500 records',
  ],
  [
    'a marker with the name of the file',
    fixed,
    'done: "{file}.OK"',
    'done: "{file}"',
    'is the name of the file itself',
  ],
  ['a marker that names no file', fixed, 'done: "{file}.OK"', 'done: "READY"', 'must say which file it belongs to'],
  [
    'an acknowledgement that names no file',
    fixed,
    'file: "{file}.ACK"',
    'file: "X{date:yyyymmdd}.ACK"',
    'must say which file it belongs to',
  ],
  [
    'a sequence the wrong way round',
    fixed,
    'from: 0, to: 9999',
    'from: 9, to: 5',
    'must be at most the last number, 5',
  ],
  [
    'a header of unknown length',
    fixed,
    'header: "H{date:yymmdd}{sequence:4}"',
    'header: "H{sequence}"',
    'needs the digits of every number',
  ],
  ['a header longer than a line', fixed, 'width: 100', 'width: 10', 'has 11 bytes, and a line has 10', 'header:'],
  ['a control character', csv, 'trailer: "#{count}"', 'trailer: "#{count}\\n"', 'has a control character'],
  [
    'the names of another layout',
    xml,
    'C{date:yyyy-mm-dd}-{sequence}.xml',
    'C{date:yyyy-mm-dd}-{sequence}.xml}',
    'a brace that stands alone',
  ],
];

tellsEach('a layout', inFormats, droppingTexts);
tellsEach('the names of a layout', inNames, droppingTexts);
