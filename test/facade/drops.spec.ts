// File drops in the catalogue: what batchers may rely on, and what is worth a warning.
import { describe, expect, it } from '@jest/globals';
import { queueOf } from '../../src/facade/binding-of-commands.js';
import { NOT_ACCEPTED } from '../../src/facade/binding-of-drops.js';
import { effectGuarantees } from '../../src/facade/writing/effect-guarantees.js';
import { broken, loadSmall } from './small-facade.js';
import { droppingTexts, dropOf } from './dropping-facade.js';
import { catalogueOf } from './writing-facade.js';

const catalogue = catalogueOf(droppingTexts);
const parties = dropOf(catalogue, 'parties.create').layout;
const edited = (file: string, from: string, to: string) => catalogueOf(broken(file, from, to, droppingTexts));

describe('an operation that drops files', () => {
  it('has a channel, a batch rule and a queue of its own', () => {
    expect(dropOf(catalogue, 'orders.correct')).toMatchObject({
      ...{ kind: 'drop', channel: 'inbox', batch: { everyMs: 2000, records: 50 } },
    });
    expect(dropOf(catalogue, 'parties.create').batch).toEqual({ everyMs: 10_000, records: 500 });
    const drops = [...catalogue.commandBindings.values()].filter(({ delivery }) => delivery.kind === 'drop');
    expect(drops.map(queueOf)).toEqual(['inbox/corrections', 'inbox/new-parties', 'share/counts']);
  });

  it('names every refusal of its acknowledgements, the one in the words of the ERP last', () => {
    const writes = new Map(catalogue.versions[0]?.writes.map((write) => [write.id, write]));
    const tooLate = { reason: 'too-late', text: 'The order has left.' };
    expect(writes.get('orders.correct')?.refusals).toEqual([tooLate, NOT_ACCEPTED]);
    expect(writes.get('parties.create')?.refusals).toEqual([NOT_ACCEPTED]);
    expect(writes.get('counts.create')?.refusals).toEqual([]);
  });

  it('has results from its acknowledgements, nullable and with their types', () => {
    const results = catalogue.versions[0]?.writes.find(({ id }) => id === 'parties.create')?.results;
    expect(results?.map(({ name, type, nullable }) => [name, type.kind, nullable])).toEqual([
      ['number', 'string', true],
      ['balance', 'decimal', true],
    ]);
    const { acknowledgement } = parties;
    expect(acknowledgement.kind === 'file' && acknowledgement.outputs).toEqual([
      { result: 'number', place: { kind: 'column', column: 3 } },
      { result: 'balance', place: { kind: 'column', column: 4 } },
    ]);
  });

  it('may be asked about by a view where nothing comes back', () => {
    expect(dropOf(catalogue, 'counts.create').verify).toMatchObject({ source: 'replica', results: [] });
    expect(dropOf(catalogue, 'orders.correct').verify).toBeUndefined();
  });

  it('needs no key where its resource is only created', () => {
    expect(catalogue.resources.get('parties')?.key).toBe('');
    expect(catalogue.bindings.has('parties')).toBe(false);
  });

  it('says which of the abilities of its channel keep an outcome from being proven', () => {
    const guarantees = new Map(effectGuarantees(catalogue).map((each) => [each.operation, each]));
    expect(guarantees.get('orders.correct')).toMatchObject({
      guarantee: 'exactly-once',
      text: 'orders.correct: exactly once (a file whose arrival is unknown is looked for); If-Match is refused',
    });
    expect(guarantees.get('counts.create')).toMatchObject({
      guarantee: 'at-most-once-with-review',
      text: 'counts.create: at most once, with review (a rename may overwrite: an unknown outcome waits for a person); If-Match is refused',
    });
    const blind = edited(
      'facade.yaml',
      '    options: { password',
      '    can: { list: false, read: false, archive: false }\n    options: { password',
    );
    expect(effectGuarantees(blind).find(({ operation }) => operation === 'orders.correct')?.text).toContain(
      'folders cannot be listed, files cannot be read again, there is no archive to look in',
    );
  });
});

describe('a warning', () => {
  const warningsOf = (file: string, from: string, to: string): readonly string[] => {
    const outcome = loadSmall(broken(file, from, to, droppingTexts));
    const faults = outcome.ok ? outcome.warnings : outcome.faults;
    return faults
      .map(({ path, message }) => `${path}: ${message}`)
      .filter((line) => !line.startsWith('calendar.windows[2].reads'));
  };

  it('tells of nothing when everything is said, but of reads that no cache answers', () => {
    expect(loadSmall(droppingTexts).warnings.map(({ path }) => path)).toEqual(['calendar.windows[2].reads']);
  });

  it('tells of a layout that nobody uses', () => {
    const unused = {
      ...droppingTexts,
      'layouts/spare.yaml': (droppingTexts['layouts/counts.yaml'] ?? '').replace('layout: counts', 'layout: spare'),
    };
    const outcome = loadSmall(unused);
    expect(outcome.warnings.map(({ file, message }) => `${file} ${message}`)).toContain(
      'layouts/spare.yaml no operation uses this layout.',
    );
  });

  it('tells of an operation that nothing settles, unless that was said', () => {
    const verify = 'verify: { source: replica, view: api.Orders, match: { EXTREF: $command.id } }\n';
    const counted = 'resources/counts.yaml';
    expect(warningsOf(counted, verify, '')).toEqual([
      expect.stringContaining('counts.operations.create.drop: has no `verify`'),
    ]);
    expect(warningsOf(counted, verify, 'verify: none\n')).toEqual([]);
  });

  it('tells of names that come again', () => {
    const warnings = warningsOf('layouts/corrections.yaml', 'COR{date:yyyymmdd}{sequence:4}', 'COR{sequence:4}');
    expect(warnings).toEqual([expect.stringContaining('layouts.corrections.sequence.wrap: gives names again')]);
  });

  it('tells of a window that closes nothing', () => {
    const warnings = warningsOf('facade.yaml', 'to: "02:30" }', 'to: "02:30", writes: open }');
    expect(warnings).toEqual([expect.stringContaining('calendar.windows[0]: closes nothing')]);
  });

  it('tells where left out and null would look alike in a change', () => {
    const patched = broken('resources/orders.yaml', '    method: PATCH\n', '    method: POST\n', droppingTexts);
    const texts = broken(
      'resources/orders.yaml',
      '  correct:\n    method: POST\n',
      '  correct:\n    method: PATCH\n',
      patched,
    );
    const alike = broken('layouts/corrections.yaml', '"null": "00000000"', '"null": "99999999"', texts);
    expect(loadSmall(texts).warnings.map(({ path }) => path)).toEqual(['calendar.windows[2].reads']);
    expect(loadSmall(alike).warnings.map(({ path }) => path)).toContain('layouts.corrections.record[2].null');
  });
});
