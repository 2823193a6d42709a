// What a facade may say about If-Match, what it means, and the mistakes that can be made with it.
import { describe, expect, it } from '@jest/globals';
import { effectGuarantees } from '../../src/facade/writing/effect-guarantees.js';
import { tellsEach } from './mistake.js';
import type { Mistake } from './mistake.js';
import { droppingTexts } from './dropping-facade.js';
import { broken } from './small-facade.js';
import { catalogueOf, procedureOf, writingTexts } from './writing-facade.js';

const orders = 'resources/orders.yaml';
const lock = 'shape.lock.yaml';

const withParameter = broken(lock, 'Ref: varchar(26) }', 'Ref: varchar(26), Seen: binary(8) }', writingTexts);
const amend = '  amend:\n    method: PATCH\n';
const said = (ifMatch: string, texts = withParameter) =>
  broken(orders, amend, `${amend}    ifMatch: ${ifMatch}\n`, texts);
const compared = broken(
  orders,
  'Ref: $command.id }\n      verify: none',
  'Ref: $command.id }\n      refusals: { "50040": { reason: changed, text: "It has changed." } }\n      verify: none',
  said('{ parameter: Seen, changed: changed }'),
);

const textOf = (texts: typeof writingTexts, operation: string) =>
  effectGuarantees(catalogueOf(texts)).find((each) => each.operation === operation)?.text;

describe('If-Match', () => {
  it('is compared by the ERP where a parameter takes the version', () => {
    const catalogue = catalogueOf(compared);
    expect(catalogue.commandBindings.get('orders.amend')?.comparedBy).toBe('erp');
    expect(procedureOf(catalogue, 'orders.amend').parameters.at(-1)).toEqual({
      kind: 'version',
      parameter: { name: 'Seen', type: 'binary(8)', nullable: true },
    });
    expect(catalogue.versions[0]?.writes.find(({ id }) => id === 'orders.amend')?.ifMatch).toEqual({
      changed: 'changed',
    });
    expect(textOf(compared, 'orders.amend')).toMatch(/If-Match is compared .* and by the ERP when it is applied$/);
  });

  it('is only looked at before a command is accepted where the facade says advisory', () => {
    const catalogue = catalogueOf(said('advisory'));
    expect(catalogue.commandBindings.get('orders.amend')?.comparedBy).toBe('gateway');
    expect(textOf(said('advisory'), 'orders.amend')).toMatch(/, and not again$/);
  });

  it('is refused where the facade says nothing, and its binding is the same as ever', () => {
    const [silent, loud] = [catalogueOf(writingTexts), catalogueOf(compared)].map(({ commandBindings }) =>
      commandBindings.get('orders.amend'),
    );
    expect(silent?.comparedBy).toBeUndefined();
    expect(silent?.digest).not.toBe(loud?.digest);
    expect(textOf(writingTexts, 'orders.amend')).toMatch(/If-Match is refused$/);
  });

  it.each([
    ['rowversion', 'rowversion', true],
    ['rowversion', 'varbinary(max)', true],
    ['rowversion', 'binary(4)', false],
    ['rowversion', 'bigint', false],
    ['bigint', 'bigint', true],
    ['bigint', 'int', false],
    ['int', 'bigint', true],
    ['int', 'smallint', false],
    ['int', 'varchar(20)', false],
  ])('takes a version of type %s in a parameter of type %s: %s', (version, parameter, fits) => {
    const typed = broken(lock, 'Seen: binary(8)', `Seen: "${parameter}"`, compared);
    const load = () => catalogueOf(broken(lock, 'ROWVER: rowversion', `ROWVER: ${version}`, typed));
    if (fits) expect(load).not.toThrow();
    else expect(load).toThrow(/cannot hold the version ROWVER/);
  });
});

const mistakes: readonly Mistake[] = [
  [
    'a parameter that is not there',
    orders,
    'parameter: Seen',
    'parameter: Sen',
    'erp.Amend has no parameter "Sen" that takes a value. Did you mean "Seen"?',
  ],
  [
    'a parameter with two values',
    orders,
    'parameters: { OrdNo: $key, Expr',
    'parameters: { Seen: $key, OrdNo: $key, Expr',
    'Seen takes the version, as `ifMatch` says: leave it out here.',
  ],
  [
    'a reason that no refusal has',
    orders,
    'changed: changed',
    'changed: chanced',
    'no refusal has the reason "chanced". Did you mean "changed"? There are: changed.',
  ],
  ['no version column', orders, '  version: ROWVER\n', '', 'needs `version` in the binding', 'ifMatch'],
  ['a word that is none', orders, '{ parameter: Seen, changed: changed }', 'strict', 'advisory', 'ifMatch'],
];

tellsEach('If-Match', mistakes, compared);

it.each([
  [
    'a create',
    orders,
    '  create:\n',
    'create:\n    ifMatch: advisory\n',
    'a create is about no record that anybody can',
  ],
  ['a resource without get', orders, '  get: { embed: [lines] }\n', '', 'from `get`, which is not under `operations`'],
])('%s cannot take If-Match', (...[, file, from, to, message]) => {
  const texts = from.startsWith('  create')
    ? broken(file, from, `  ${to}`, writingTexts)
    : broken(file, from, to, compared);
  expect(() => catalogueOf(texts)).toThrow(message);
});

it('a record of a file carries no version, but its change can be looked at before it is accepted', () => {
  const saying = (ifMatch: string) =>
    broken(
      orders,
      '  correct:\n    method: POST\n',
      `  correct:\n    method: POST\n    ifMatch: ${ifMatch}\n`,
      droppingTexts,
    );
  expect(() => catalogueOf(saying('{ parameter: A, changed: b }'))).toThrow('a record of a file carries no version');
  expect(catalogueOf(saying('advisory')).commandBindings.get('orders.correct')?.comparedBy).toBe('gateway');
});
