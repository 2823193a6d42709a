// Mistakes in drops, their channels, the calendar and references: each is told with its file, its line and a way out.
import { describe, expect, it } from '@jest/globals';
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { droppingTexts, pin } from './dropping-facade.js';
import { loadSmall } from './small-facade.js';

const orders = 'resources/orders.yaml';
const parties = 'resources/parties.yaml';
const facade = 'facade.yaml';

const inDrops: readonly Mistake[] = [
  [
    'an unknown layout',
    parties,
    'layout: new-parties',
    'layout: new-partys',
    'no layout is called "new-partys": there are corrections, new-parties, counts',
  ],
  [
    'a layout of another operation',
    parties,
    'layout: new-parties',
    'layout: corrections',
    'orders.correct uses this layout already: a layout belongs to one operation',
  ],
  [
    'an unknown channel',
    parties,
    'channel: inbox',
    'channel: inbx',
    'no channel is called "inbx": facade.yaml has procedures, inbox, share. Did you mean "inbox"?',
  ],
  [
    'a channel that calls procedures',
    parties,
    'channel: inbox',
    'channel: procedures',
    'the channel "procedures" calls procedures: this needs one that drops files',
  ],
  [
    'a procedure where files are dropped',
    orders,
    'channel: procedures\n      name: erp.Cancel',
    'channel: share\n      name: erp.Cancel',
    'the channel "share" drops files: this needs one that calls procedures',
  ],
  [
    'a channel without acknowledgements',
    parties,
    'channel: inbox',
    'channel: share',
    'has no folder of acknowledgements, and the layout waits for one',
  ],
  ['too short a wait', orders, 'every: 2s', 'every: 1ms', 'must be between 100ms and 24h'],
  ['too many records', orders, 'records: 50 ', 'records: 50000 ', 'must be at most 10000'],
  [
    'an unknown member',
    orders,
    'batch: { every: 2s',
    'batches: { every: 2s',
    '"batches" is not known here. Did you mean "batch"?',
  ],
  [
    'input that goes nowhere',
    parties,
    '      name: required',
    '      name: required\n      spare: optional',
    'parties has no field "spare"',
  ],
  [
    'input that stands in no record',
    orders,
    '      express: required\n      requestedOn',
    '      express: required\n      note: optional\n      requestedOn',
    'note is taken from callers and goes nowhere: give it to the record of layouts/corrections.yaml',
    'note: optional',
  ],
  [
    'a resource without a key that is changed',
    parties,
    '  create:\n    input',
    '  change:\n    method: PATCH\n    input',
    'is required and missing: change needs the field that addresses one of them',
    'resource: parties',
  ],
  [
    'a result that nothing fills',
    parties,
    'results: { number',
    'results: { spare: { type: string }, number',
    'nothing fills it: name it in `outputs`',
  ],
];

const inChannels: readonly Mistake[] = [
  [
    'no pin',
    facade,
    `    hostKeys: ["${pin}", "\${SECOND_PIN:-}"]\n`,
    '',
    'is required and missing: it must be a list',
    '  inbox:',
  ],
  [
    'pins that are empty',
    facade,
    `["${pin}", "\${SECOND_PIN:-}"]`,
    '["${SECOND_PIN:-}"]',
    'must hold the pin of the host key',
    'hostKeys',
  ],
  ['a pin of another form', facade, pin, 'MD5:00:11', 'must be "SHA256:" and 43 characters of Base64'],
  [
    'a pin where there is no host',
    facade,
    '    folders: { inbox: in,',
    '    hostKeys: []\n    folders: { inbox: in,',
    '"hostKeys" is not known here. Allowed: adapter, url, folders',
  ],
  ['no inbox', facade, '{ inbox: in, archive', '{ archive', 'is required and missing'],
  ['a slash at the end', facade, 'inbox: /inbox,', 'inbox: /inbox/,', 'must be a folder without a slash at its end'],
  ['a way out of the folder', facade, 'inbox: in,', 'inbox: in/../..,', 'without "." or ".."'],
  ['one folder for two things', facade, 'archive: /archive,', 'archive: /inbox,', 'is the folder of inbox already'],
  [
    'a folder of what is not read',
    facade,
    'archive: done }',
    'archive: done, read: seen }',
    'has no effect: there is no folder of acknowledgements',
  ],
  [
    'an archive that is none',
    facade,
    'inbox: in, archive: done }\n    can: { rename',
    'inbox: in }\n    can: { archive: true, rename',
    'needs the archive under `folders`',
    'can: { archive',
  ],
  ['an ability that is none', facade, 'renameNoOverwrite: false', 'rename: false', '"rename" is not known here'],
  [
    'a code page',
    facade,
    '    options: { password',
    '    codePage: utf-8\n    options: { password',
    '"codePage" is not known here',
  ],
];

const inCalendar: readonly Mistake[] = [
  [
    'an unknown zone',
    facade,
    'calendar:\n  timezone: Europe/Copenhagen',
    'calendar:\n  timezone: +01:00',
    'must be a zone of the IANA database',
  ],
  ['an unknown day', facade, 'days: [sun, sat]', 'days: [sunday, sat]', 'must be one of mon, tue'],
  ['a day twice', facade, 'days: [sun, sat]', 'days: [sun, sun]', '"sun" stands here twice'],
  ['a word for days that is none', facade, 'days: daily', 'days: nightly', 'must be one of daily, weekdays'],
  ['no time of day', facade, 'from: "01:00"', 'from: "1:00"', 'must be a time of day in quotes'],
  [
    'a beginning at the end of the day',
    facade,
    'from: "00:00", to: "24:00"',
    'from: "24:00", to: "00:00"',
    'begins at "00:00"',
  ],
  [
    'a window without length',
    facade,
    'to: "02:30"',
    'to: "01:00"',
    'is when it begins: for a whole day write from "00:00" to "24:00"',
  ],
  [
    'two windows of one name',
    facade,
    'name: reports',
    'name: nightly batch ',
    'another window is called "nightly batch" already',
    'name: nightly batch ,',
  ],
  ['an unknown channel', facade, 'channels: [inbox]', 'channels: [outbox]', 'no channel is called "outbox"'],
  ['a word for writes that is none', facade, 'writes: open', 'writes: closed', 'must be one of open, hold'],
];

const inReferences: readonly Mistake[] = [
  [
    'a field that refers to nothing',
    parties,
    'name: required',
    'name: { required: true, exists: { strict: true } }',
    'name refers to nothing: give the field `references`',
  ],
  [
    'a condition on an unknown field',
    parties,
    'status: [open',
    'state: [open',
    'orders has no field "state". There are: id, customerId',
  ],
  [
    'a condition on a number',
    parties,
    'note: "x"',
    'total: "1.00"',
    'total is of type decimal: conditions are on enum, boolean, string',
  ],
  [
    'a condition that never holds',
    parties,
    '[open, onHold]',
    '[open, held]',
    'it must be one of open, shipped, onHold',
  ],
  ['a condition of another type', parties, 'express: false', 'express: "no"', 'it must be true or false'],
  [
    'an unknown member',
    parties,
    'exists: { where',
    'exists: { when',
    '"when" is not known here. Allowed: where, strict',
  ],
];

tellsEach('a drop', inDrops, droppingTexts);
tellsEach('a channel that drops files', inChannels, droppingTexts);
tellsEach('a calendar', inCalendar, droppingTexts);
tellsEach(
  'a reference',
  inReferences.filter(([, file]) => file === parties),
  droppingTexts,
);

describe('faults between files', () => {
  const faultsOf = (texts: typeof droppingTexts): readonly string[] => {
    const outcome = loadSmall(texts);
    return outcome.ok
      ? []
      : outcome.faults.flatMap(({ file, message, severity }) => (severity === 'error' ? [`${file} ${message}`] : []));
  };
  const replaced = (file: string, from: string, to: string) => ({
    ...droppingTexts,
    [file]: (droppingTexts[file] ?? '').replace(from, () => to),
  });

  it('are told where a reference stands when the other resource cannot be looked at', () => {
    expect(faultsOf(replaced(orders, '  get: { embed: [lines] }\n', ''))).toEqual([
      expect.stringContaining(`${parties} orders cannot be looked at`),
    ]);
  });

  it('tell of two layouts whose files would have one name in one inbox', () => {
    const file = 'layouts/new-parties.yaml';
    const same = replaced(file, 'file: "P{sequence}.csv"', 'file: "COR{date:yyyymmdd}{sequence:4}.DAT"');
    expect(faultsOf(same)).toEqual([
      expect.stringContaining(`${file} gives the same names as that of corrections, which goes through inbox too`),
    ]);
  });

  it('tell a layout that cannot be read once, and nothing of the operation that uses it', () => {
    expect(faultsOf(replaced('layouts/counts.yaml', 'layout: counts', 'layout: "counts'))).toHaveLength(1);
    expect(faultsOf(replaced('layouts/counts.yaml', 'format: xml', 'format: x'))).toHaveLength(1);
  });

  it('tell nothing of drops when the channel itself is wrong', () => {
    const faults = faultsOf(replaced(facade, 'adapter: folder', 'adapter: floppy'));
    expect(faults.filter((fault) => !fault.startsWith('facade.yaml'))).toEqual([]);
  });

  it('tell nothing of a look when the resource that is looked at cannot be read', () => {
    const faults = faultsOf(replaced(orders, 'resource: orders', 'resource: "orders'));
    expect(faults.filter((fault) => fault.startsWith(parties))).toEqual([]);
  });

  it('tell all faults of an acknowledgement, not only that it is not the word none', () => {
    const two = replaced('layouts/corrections.yaml', 'match: command', 'match: commands');
    const texts = {
      ...two,
      'layouts/corrections.yaml': two['layouts/corrections.yaml']?.replace('overdue: 2h', 'overdue: soon'),
    };
    expect(faultsOf(texts)).toEqual([
      expect.stringContaining('must be one of command, file-and-line'),
      expect.stringContaining('must be a whole number and ms'),
    ]);
  });
});
