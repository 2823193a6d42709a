// Channels that drop files, the calendar and references in the catalogue, whole.
import { describe, expect, it } from '@jest/globals';
import { broken, loadSmall, secret } from './small-facade.js';
import { droppingTexts, pin } from './dropping-facade.js';
import { catalogueOf } from './writing-facade.js';

const catalogue = catalogueOf(droppingTexts);
const edited = (file: string, from: string, to: string) => catalogueOf(broken(file, from, to, droppingTexts));

describe('a channel that drops files', () => {
  it('has folders, abilities and pins, an empty second pin left out', () => {
    expect(catalogue.channels.get('inbox')).toEqual({
      ...{ name: 'inbox', adapter: 'sftp', url: secret, options: { password: 'none' } },
      drops: {
        folders: { inbox: '/inbox', archive: '/archive', acknowledgements: '/outbox', read: '/outbox/read' },
        can: { list: true, read: true, renameNoOverwrite: true, archive: true },
        hostKeys: [pin],
      },
    });
    expect(catalogue.channels.get('share')).toEqual({
      ...{ name: 'share', adapter: 'folder', url: '/mnt/erp', options: {} },
      drops: {
        folders: { inbox: 'in', archive: 'done' },
        can: { list: true, read: true, renameNoOverwrite: false, archive: true },
        hostKeys: [],
      },
    });
    expect(edited('facade.yaml', ', archive: done', '').channels.get('share')?.drops?.can.archive).toBe(false);
  });

  it('has limits like every channel', () => {
    expect(catalogue.lanes.get('inbox')).toMatchObject({ concurrency: 1, timeoutMs: 30_000, retry: { attempts: 8 } });
  });

  it('can be checked without its variables, which stand by their names', () => {
    const offline = { lookup: (name: string) => `<${name}>`, readSecretFile: () => '' };
    const texts = broken('facade.yaml', `"${pin}"`, '"${INBOX_HOST_KEY}"', droppingTexts);
    expect(loadSmall(texts, offline).ok).toBe(true);
  });
});

describe('a calendar', () => {
  it('has windows with their days as numbers, in one zone', () => {
    expect(catalogue.calendar).toEqual({
      timezone: 'Europe/Copenhagen',
      windows: [
        {
          ...{ name: 'nightly batch', days: [1, 2, 3, 4, 5, 6, 7], from: '01:00', to: '02:30' },
          ...{ reads: 'open', writes: 'hold' },
        },
        {
          ...{ name: 'stocktaking', days: [6, 7], from: '22:00', to: '06:00', reads: 'open', writes: 'hold' },
          channels: ['inbox'],
        },
        {
          ...{ name: 'reports', days: [1, 2, 3, 4, 5], from: '00:00', to: '24:00' },
          ...{ reads: 'cached', writes: 'open' },
        },
      ],
    });
  });
});

describe('a reference', () => {
  it('has the resource, the conditions in canonical form, and is lenient unless it says strict', () => {
    const where = [
      { field: 'status', values: ['open', 'onHold'] },
      { field: 'express', values: ['false'] },
      { field: 'note', values: ['x'] },
    ];
    const rule = { field: 'ownerId', resource: 'orders', where, strict: false };
    expect(catalogue.commandBindings.get('parties.create')?.references).toEqual([rule]);
    const strict = edited('resources/parties.yaml', 'exists: { where', 'exists: { strict: true, where');
    expect(strict.commandBindings.get('parties.create')?.references).toEqual([{ ...rule, strict: true }]);
  });

  it('may stand in the entries of a list', () => {
    const file = 'resources/counts.yaml';
    const typed = broken(
      file,
      'itemId: { type: string }',
      'itemId: { type: string, references: customers }',
      droppingTexts,
    );
    const exists = '{ required: true, exists: { strict: true } }';
    const asked = catalogueOf(broken(file, 'itemId: required', `itemId: ${exists}`, typed));
    expect(asked.commandBindings.get('counts.create')?.references).toEqual([
      { field: 'items.itemId', resource: 'customers', where: [], strict: true },
    ]);
  });

  it('leaves the contract of the input as it was', () => {
    const input = catalogue.versions[0]?.writes.find(({ id }) => id === 'parties.create')?.fields;
    expect(input?.at(-1)).toEqual({ field: 'ownerId', required: true });
  });
});
