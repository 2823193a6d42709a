// What the loader guarantees about a folder as a whole: every fault at once, secrets kept, codes quoted, nothing thrown.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FacadeFault } from '../../src/facade/facade-fault.js';
import { loadFacade } from '../../src/facade/loading/load-facade.js';
import { renderFaults } from '../../src/facade/loading/render-faults.js';
import { lockedProceduresIn, lockedShapesIn, surveyFacade } from '../../src/facade/loading/survey-facade.js';
import { renderShapeLock } from '../../src/facade/shapes/render-shape-lock.js';
import { broken, loadSmall, secret, smallEnvironment, smallTexts } from './small-facade.js';
import type { Texts } from './small-facade.js';

const faultsOf = (texts: Texts): readonly FacadeFault[] => {
  const outcome = loadSmall(texts);
  return outcome.ok ? outcome.warnings : outcome.faults;
};
const edited = (...edits: readonly (readonly [keyof typeof smallTexts, string, string])[]): Texts =>
  edits.reduce<Record<string, string>>(
    (texts, [file, from, to]) => {
      if (!texts[file]?.includes(from)) throw new Error(`${file} does not hold ${from}`);
      return { ...texts, [file]: texts[file].replace(from, () => to) };
    },
    { ...smallTexts },
  );

describe('all faults', () => {
  it('are told at once: broken syntax, a wrong member, a missing column and a bad filter in four places', () => {
    const faults = faultsOf(
      edited(
        ['resources/customers.yaml', 'title: Customer', 'title: "Customer'],
        ['resources/orders.yaml', 'express: { type: boolean }', 'express: { type: boolean, nullabel: true }'],
        ['resources/orders.yaml', '{ column: ORDTOT }', '{ column: ORDTOX }'],
        ['resources/orders.yaml', 'note: [contains]', 'note: [gt]'],
        ['facade.yaml', 'wait: 250ms', 'wait: 2h'],
      ),
    );
    expect(faults.map(({ file, path }) => [file, path])).toEqual([
      ['facade.yaml', 'protection.replica.wait'],
      ['facade.yaml', 'protection.replica.wait'],
      ['resources/customers.yaml', 'resources.customers'],
      ['resources/orders.yaml', 'resources.orders.fields.express.nullabel'],
      ['resources/orders.yaml', 'resources.orders.binding.map.total.column'],
      ['resources/orders.yaml', 'resources.orders.read.filters.note[0]'],
    ]);
  });

  it('of a resource that cannot be read do not become faults of those that refer to it', () => {
    const faults = faultsOf(broken('resources/customers.yaml', 'title: Customer', 'title: "Customer'));
    expect(faults.map((fault) => fault.file)).toEqual(['resources/customers.yaml']);
  });

  it('in one section leave the other sections checked', () => {
    const faults = faultsOf(
      edited(
        ['resources/orders.yaml', 'title: Sales order\n', ''],
        ['resources/orders.yaml', 'key: id\n', ''],
        ['resources/orders.yaml', 'sort: [id, orderedOn]', 'sort: [status]'],
      ),
    );
    expect(faults.map((fault) => fault.path)).toEqual([
      'resources.orders.key',
      'resources.orders.title',
      'resources.orders.read.sort[0]',
    ]);
  });

  it('are one each: a mistake is not told twice in other words', () => {
    expect(faultsOf(broken('resources/orders.yaml', 'when: ["S", "*"]', 'when: [01, "*"]'))).toHaveLength(1);
    expect(faultsOf(broken('resources/orders.yaml', 'total: { column: ORDTOT }', 'total: { column: 5 }'))).toHaveLength(
      1,
    );
  });

  it('read as file, line, column, severity and sentence, in the order of their places', () => {
    const text = renderFaults(
      faultsOf(
        edited(
          ['resources/orders.yaml', 'note: [contains]', 'note: [gt]'],
          ['resources/orders.yaml', 'key: id', 'key: idd'],
        ),
      ),
    );
    expect(text.split('\n').map((line) => line.replace(/ There are: .*/, ''))).toEqual([
      'resources/orders.yaml:3:6 error resources.orders.key: no field is called "idd". Did you mean "id"?',
      'resources/orders.yaml:61:12 error resources.orders.read.filters.note[0]: note cannot be filtered with gt: its type and binding allow eq, ne, in, contains, startsWith, isNull.',
      '2 errors, 0 warnings',
    ]);
  });
});

describe('values from outside', () => {
  it('are filled in wherever text stands, with defaults and secret files', () => {
    const environment = {
      lookup: (name: string) => ({ ERP_URL: secret, EMPTY: '' })[name],
      readSecretFile: (path: string) => (path === '/run/secrets/password' ? 'pass\n' : ''),
    };
    const texts = edited(
      ['facade.yaml', '"${ERP_URL}"', '"${file:/run/secrets/password}@${EMPTY:-host}/$${kept}"'],
      ['facade.yaml', 'title: Small ERP', 'title: "${TITLE:-By default}"'],
    );
    const outcome = loadSmall(texts, environment);
    expect(outcome.ok && [outcome.value.title, outcome.value.sources.get('replica')?.url]).toEqual([
      'By default',
      'pass@host/${kept}',
    ]);
  });

  it('never show in a fault, whatever is wrong with them', () => {
    const wrong = ['title: Small ERP', 'adapter: mssql', 'readOnly: grants', 'wait: 250ms', 'released: 2026-12-01'];
    for (const member of wrong) {
      const name = member.split(':')[0] ?? '';
      const text = renderFaults(faultsOf(broken('facade.yaml', member, `${name}: "${'${ERP_URL}'.repeat(9)}"`)));
      expect(text).toContain('error');
      expect(text).not.toContain('hunter2');
    }
  });

  it('never show in a fault that quotes them, even where they are short or need escaping', () => {
    for (const value of ['x', 'a"b\\c', 'Ünïcode secret', 'line\nbreak']) {
      const texts = edited(
        ['resources/orders.yaml', 'source: replica', 'source: "${ERP_URL}"'],
        ['resources/orders.yaml', 'owner: erp', 'owner: "${ERP_URL}"'],
      );
      const outcome = loadSmall(texts, { ...smallEnvironment, lookup: () => value });
      const text = renderFaults(outcome.ok ? [] : outcome.faults);
      expect(text).toContain('error');
      expect(text).not.toContain(JSON.stringify(value));
      expect(value.length > 3 && text.includes(value)).toBe(false);
    }
  });
});

describe('legacy codes', () => {
  const codes = ['01', '1E3', '0x1', '1_000', '0o7', '.5', '~', 'Null', 'true', 'yes', 'No', 'N', 'A', '2026-01-31'];
  it.each(codes)('must be quoted: %s', (code) => {
    const places = [
      ['when: ["S", "*"]', `when: [${code}, "*"]`],
      ['whenTrue: "J"', `whenTrue: ${code}`],
      ['none: ["0"]', `none: [${code}]`],
      ['rows: { DELFLG: "N" }', `rows: { DELFLG: ${code} }`],
      ['rows: { DELFLG: ["N", " "] }', `rows: { DELFLG: ["N", ${code}] }`],
    ] as const;
    for (const [from, to] of places) {
      const faults = faultsOf(broken('resources/orders.yaml', from, to));
      const told = faults.filter((fault) => fault.message.includes(`Write "${code}"`));
      expect(told.map((fault) => fault.severity)).toEqual(['error']);
    }
  });

  it('are read from the source text, so that "1E1" stays "1E1"', () => {
    const outcome = loadSmall(smallTexts);
    const status = outcome.ok ? outcome.value.bindings.get('orders')?.fields[2]?.source : undefined;
    expect(status).toMatchObject({ rows: [{}, { when: ['1E1', 'N'] }, { when: ['O', null] }, {}] });
  });
});

describe('a folder', () => {
  let folder: string;
  const write = (texts: Texts): void => {
    for (const [file, text] of Object.entries(texts)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text ?? '');
    }
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'facade-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('loads from disk', () => {
    write(smallTexts);
    expect(loadFacade(folder, smallEnvironment).ok).toBe(true);
  });

  it('that is empty or missing is told, not thrown', () => {
    for (const path of [folder, join(folder, 'nowhere')]) {
      const outcome = loadFacade(path, smallEnvironment);
      expect(outcome.ok).toBe(false);
      expect(outcome.ok || outcome.faults.some((fault) => fault.file === 'facade.yaml')).toBe(true);
    }
  });

  it('tells of files that would be left out in silence', () => {
    write({ ...smallTexts, 'resources/items.yml': 'resource: items', 'layouts/x.yml': 'layout: x' });
    const outcome = loadFacade(folder, smallEnvironment);
    const faults = outcome.ok ? [] : outcome.faults;
    expect(faults.map((fault) => `${fault.severity} ${fault.file}`)).toEqual([
      'error layouts/x.yml',
      'error resources/items.yml',
    ]);
  });

  it('without a lock is an error for each view that names the command, and can be surveyed for that command', () => {
    const { 'shape.lock.yaml': lock, ...others } = smallTexts;
    write(others);
    const outcome = loadFacade(folder, smallEnvironment);
    const faults = outcome.ok ? [] : outcome.faults;
    expect(faults.map((fault) => fault.message.includes('check --live'))).toEqual([true, true, true, true]);
    const survey = surveyFacade(folder, smallEnvironment);
    expect(survey.ok && survey.value.views).toEqual(
      new Map([['replica', ['Beat', 'Customers', 'OrderLines', 'Orders'].map((name) => ({ schema: 'api', name }))]]),
    );
    write({ 'shape.lock.yaml': lock });
    write({ 'shape.lock.yaml': renderShapeLock(lockedShapesIn(folder), lockedProceduresIn(folder)) });
    expect(loadFacade(folder, smallEnvironment).ok).toBe(true);
  });
});
