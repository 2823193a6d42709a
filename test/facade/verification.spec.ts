// What the catalogue says of finding out what became of a command, and what that lets the gateway promise.
import { describe, expect, it } from '@jest/globals';
import { effectGuarantees } from '../../src/facade/writing/effect-guarantees.js';
import { surveyFacade } from '../../src/facade/loading/survey-facade.js';
import { contosoEnvironment } from './contoso-environment.js';
import { broken, loadSmall } from './small-facade.js';
import type { Texts } from './small-facade.js';
import { askingTexts, naturalTexts } from './verifying-facade.js';
import { catalogueOf, procedureOf, writingTexts } from './writing-facade.js';

const orders = 'resources/orders.yaml';
const promiseOf = (texts: Texts, operation = 'orders.create') =>
  effectGuarantees(catalogueOf(texts)).find((each) => each.operation === operation);

describe('a create that is verified by its natural key', () => {
  it('holds where its row says when it was made, how far the clocks may be apart, and what tells rows apart', () => {
    expect(procedureOf(catalogueOf(naturalTexts), 'orders.create').verify).toMatchObject({
      kind: 'view',
      match: [
        { column: { name: 'CUSTNO' }, value: { kind: 'field', field: 'customerId' } },
        { column: { name: 'DELFLG' }, value: { kind: 'constant', value: 'N' } },
      ],
      since: {
        stamp: { kind: 'column', column: { name: 'CRTDTM' }, format: { kind: 'local', timezone: 'Europe/Copenhagen' } },
        skewMs: 30_000,
        identity: 'id',
      },
    });
  });

  it('can be stamped in two columns, by clocks that are a minute apart unless it is said', () => {
    const texts = broken(
      orders,
      'column: CRTDTM, timezone: Europe/Copenhagen, skew: 30s',
      'date: CHGDAT, time: CHGTIM, timezone: UTC',
      naturalTexts,
    );
    const { verify } = procedureOf(catalogueOf(texts), 'orders.create');
    expect(verify?.kind === 'view' && verify.since).toMatchObject({ stamp: { kind: 'dateAndTime' }, skewMs: 60_000 });
  });

  it('promises exactly once only while nobody else writes the same, and says so', () => {
    expect(promiseOf(naturalTexts)).toMatchObject({
      guarantee: 'exactly-once-if-alone',
      text: expect.stringMatching(
        /^orders\.create: exactly once, if nobody else writes the same meanwhile \(an unknown outcome is verified by its natural key; what is not unique waits for a person\)/,
      ),
    });
  });
});

describe('a create that a procedure is asked about', () => {
  it('holds what the procedure is told, and what its codes mean', () => {
    expect(procedureOf(catalogueOf(askingTexts), 'orders.create').verify).toEqual({
      kind: 'procedure',
      channel: 'procedures',
      procedure: { schema: 'erp', name: 'OrderOutcome' },
      parameters: [
        {
          kind: 'input',
          parameter: { name: 'Ref', type: 'varchar(26)', nullable: true },
          value: { kind: 'commandId' },
        },
        { kind: 'output', parameter: { name: 'Outcome', type: 'char(1)', nullable: true } },
        { kind: 'output', parameter: { name: 'No', type: 'char(12)', nullable: true } },
      ],
      output: { name: 'Outcome', type: 'char(1)', nullable: true },
      meanings: new Map([
        ['J', 'happened'],
        ['N', 'did-not-happen'],
        ['?', 'unknown'],
      ]),
      results: [{ result: 'id', parameter: 'No' }],
    });
  });

  it('promises exactly once, and says whom it asks', () => {
    expect(promiseOf(askingTexts)).toMatchObject({
      guarantee: 'exactly-once',
      text: expect.stringContaining('(an unknown outcome is verified by erp.OrderOutcome)'),
    });
  });

  it('has that procedure looked up by check --live', () => {
    const survey = surveyFacade('facades/contoso', contosoEnvironment);
    const names = survey.ok ? survey.value.procedures.get('procedures')?.map(({ name }) => name) : [];
    expect(names).toContain('CreditLimitOutcome');
  });

  it('is another binding when a code means something else', () => {
    const digestOf = (texts: Texts) => catalogueOf(texts).commandBindings.get('orders.create')?.digest;
    const turned = broken(
      orders,
      'happened: ["J"], didNotHappen: ["N"]',
      'happened: ["N"], didNotHappen: ["J"]',
      askingTexts,
    );
    expect(digestOf(turned)).not.toBe(digestOf(askingTexts));
  });
});

describe('a change that is verified by what it changed', () => {
  const withMatch = (match: string): Texts =>
    broken(
      orders,
      'Tot: total, Ref: $command.id }\n      verify: none',
      `Tot: total, Ref: $command.id }\n      verify: { source: replica, view: api.Orders, match: ${match} }`,
      writingTexts,
    );

  it('promises no more than what others could not have done as well', () => {
    expect(promiseOf(withMatch('{ ORDNO: $key, EXPFLG: express }'), 'orders.amend')?.guarantee).toBe(
      'exactly-once-if-alone',
    );
    expect(promiseOf(withMatch('{ EXTREF: $command.id }'), 'orders.amend')?.guarantee).toBe('exactly-once');
    expect(loadSmall(withMatch('{ EXTREF: $command.id }')).warnings).toEqual([]);
  });
});
