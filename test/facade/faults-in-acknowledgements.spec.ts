// Mistakes in acknowledgements, and layouts that do not go with the operation that uses them.
import { describe, expect, it } from '@jest/globals';
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { droppingTexts } from './dropping-facade.js';
import { broken, loadSmall } from './small-facade.js';
import type { Texts } from './small-facade.js';

const fixed = 'layouts/corrections.yaml';
const csv = 'layouts/new-parties.yaml';
const xml = 'layouts/counts.yaml';

const inAcknowledgements: readonly Mistake[] = [
  ['a word that is none', xml, 'acknowledgement: none', 'acknowledgement: nothing', 'must be one of none'],
  ['a member of another format', csv, 'columns: { key', 'bytes: { key', '"bytes" is not known here'],
  [
    'a match without its place',
    fixed,
    'command: { at: 1, width: 26 }, ',
    '',
    'command reads `command` of every record: say where it stands',
    'match: command',
  ],
  [
    'no place of the result',
    csv,
    'result: 2, ',
    '',
    'business-key reads `result` of every record',
    'match: business-key',
  ],
  [
    'a key that nobody named',
    csv,
    '  businessKey: name\n',
    '',
    'name the field it is with `businessKey`',
    'acknowledgement:',
  ],
  ['a key that stands in no record', csv, 'businessKey: name', 'businessKey: active2', 'active2 stands in no record'],
  [
    'only one meaning',
    csv,
    'results: { ok: applied, no: refused }',
    'results: { ok: applied }',
    'needs a code that means refused',
  ],
  ['a meaning that is none', csv, 'no: refused', 'no: rejected', 'must be one of applied, refused'],
  [
    'reasons that nobody tells',
    fixed,
    ', reason: { at: 29, width: 4 }',
    '',
    'has no effect: no place says the `reason`',
    'reasons:',
  ],
  [
    'a reason with two texts',
    fixed,
    'reason: too-late, text',
    'reason: not-accepted, text',
    '"not-accepted" has another text already',
  ],
  ['outputs of silence', csv, 'match: business-key', 'match: file', 'file tells nothing of each record', 'outputs:'],
  ['an output that is no result', csv, 'number: 3', 'numbr: 3', 'the resource has no field "numbr": declare its type'],
  ['silence without an end', fixed, 'match: command', 'match: errors-only', 'needs `settles`', 'acknowledgement:'],
  [
    'an end of no silence',
    fixed,
    'overdue: 2h',
    'overdue: 2h\n  settles: 1h',
    'is for `match: errors-only`',
    'settles:',
  ],
  ['too long a wait', fixed, 'overdue: 2h', 'overdue: 9999h', 'must be between 1ms and 720h'],
  [
    'an id that never went out',
    fixed,
    '  - { at: 70, width: 26, from: $command.id }\n',
    '',
    'no record holds it: add { from: $command.id }',
    'match: command',
  ],
];

tellsEach('an acknowledgement', inAcknowledgements, droppingTexts);

describe('a layout that does not go with its operation', () => {
  const parties = 'resources/parties.yaml';
  it.each([
    [
      'a key that two records may have',
      '    order: { by: "parties/{name}" }\n',
      '',
      'two records of one file could have the same name',
    ],
  ])('is told of in its own file: %s', (_, from, to, message) => {
    const outcome = loadSmall(broken(parties, from, to, droppingTexts));
    const told = outcome.ok ? undefined : outcome.faults.find((fault) => fault.message.includes(message));
    expect(told?.file).toBe(csv);
  });

  it('is told of with everything else that is wrong, each in its place', () => {
    const texts = [
      [fixed, 'width: 100', 'width: 90'],
      [fixed, 'from: express', 'from: expres'],
      [csv, 'to: 999', 'to: many'],
      ['facade.yaml', 'from: "01:00"', 'from: "25:00"'],
      [parties, 'channel: inbox', 'channel: imbox'],
    ].reduce<Texts>((all, [file = '', from = '', to = '']) => broken(file, from, to, all), droppingTexts);
    const outcome = loadSmall(texts);
    const faults = outcome.ok ? [] : outcome.faults.filter(({ severity }) => severity === 'error');
    expect(faults.map(({ file, path }) => `${file} ${path}`)).toEqual([
      'facade.yaml calendar.windows[0].from',
      'layouts/corrections.yaml layouts.corrections.record[1].from',
      'layouts/corrections.yaml layouts.corrections.record[7]',
      'layouts/new-parties.yaml layouts.new-parties.sequence.to',
      'resources/parties.yaml resources.parties.operations.create.drop.channel',
    ]);
  });
});
