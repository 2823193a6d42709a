// Requests to the operations of a catalogue, from well-formed ones that carry hostile values to plain rubbish.
// It must never know a resource by name: what may be asked comes from the contract.
import fc from 'fast-check';
import type { Catalogue } from '../../src/facade/catalogue.js';
import type { FieldType, FilterOperator, ListOperation, Operation, Resource } from '../../src/facade/contract.js';
import { filterName } from '../../src/facade/description/query-parameter.js';
import { BENT_NAMES, BROKEN_PIECES, BROKEN_VALUES, SQL_PAYLOADS } from './sql-payloads.js';

/** One request: its target as it is sent, and the texts in it before they were encoded. */
export interface HostileRequest {
  readonly operation: string;
  readonly target: string;
  readonly texts: readonly string[];
}

interface Piece {
  /** As it stands in the query. */
  readonly raw: string;
  readonly texts: readonly string[];
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed());
const pair = (name: string, value: string): Piece => ({
  raw: `${encode(name)}=${encode(value)}`,
  texts: [name, value],
});
const raw = (text: string): Piece => ({ raw: text, texts: [text] });

/** Requests to every operation of the first version, more than half of them well-formed. */
export function hostileRequests(catalogue: Catalogue): fc.Arbitrary<HostileRequest> {
  const version = catalogue.versions[0];
  if (version === undefined) throw new Error('the catalogue has no version');
  const all = version.operations.map((operation) => {
    const resource = catalogue.resources.get(operation.resource);
    if (resource === undefined) throw new Error(`no resource ${operation.resource}`);
    const path = `/${version.name}/${resource.name}`;
    return operation.kind === 'get' ? readsOfOne(path, resource, operation) : lists(path, resource, operation);
  });
  return fc.oneof(...all.map((arbitrary) => ({ arbitrary, weight: 1 })));
}

function readsOfOne(path: string, resource: Resource, operation: Operation): fc.Arbitrary<HostileRequest> {
  const key = resource.fields.find(({ name }) => name === resource.key);
  const good = key === undefined ? fc.constant('1') : fc.oneof(valueOf(key.type), joined);
  return fc
    .record({
      key: fc.oneof({ weight: 4, arbitrary: good }, anything),
      query: fc.array(badPiece(['fields']), { maxLength: 1 }),
    })
    .filter((asked) => asked.key !== '')
    .map((asked) => ({
      operation: operation.id,
      target: `${path}/${encode(asked.key)}${queryOf(asked.query)}`,
      texts: [asked.key, ...asked.query.flatMap(({ texts }) => texts)],
    }));
}

/** Keys of two parts. */
const joined = fc
  .tuple(fc.constantFrom(...SQL_PAYLOADS), fc.constantFrom('01', ...SQL_PAYLOADS))
  .map((parts) => parts.join('~'));

function lists(path: string, resource: Resource, operation: ListOperation): fc.Arbitrary<HostileRequest> {
  const good = goodPieces(resource, operation);
  const names = operation.filters.flatMap(({ field, operators }) => operators.map((each) => filterName(field, each)));
  const bad = badPiece([...names, 'sort', 'limit', 'after', 'count', 'fields']);
  const pieces = fc.oneof(
    { weight: 8, arbitrary: good },
    { weight: 2, arbitrary: fc.tuple(good, bad).map(([most, one]) => [...most, one]) },
    { weight: 2, arbitrary: fc.array(bad, { maxLength: 6 }) },
  );
  return pieces.map((asked) => ({
    operation: operation.id,
    target: path + queryOf(asked),
    texts: asked.flatMap(({ texts }) => texts),
  }));
}

const queryOf = (pieces: readonly Piece[]): string =>
  pieces.length === 0 ? '' : `?${pieces.map((piece) => piece.raw).join('&')}`;

/** A query that holds to the contract: filters with hostile but allowed values, an order, a small page. */
function goodPieces(resource: Resource, operation: ListOperation): fc.Arbitrary<readonly Piece[]> {
  const filters = operation.filters.flatMap(({ field, operators }) => {
    const type = resource.fields.find(({ name }) => name === field)?.type;
    return type === undefined ? [] : operators.map((operator) => filterPieces(field, operator, type));
  });
  const signed = fc
    .shuffledSubarray([...operation.sort])
    .chain((fields) =>
      fc.tuple(...fields.map((field) => fc.constantFrom(field, `-${field}`))).map((terms) => terms.join(',')),
    );
  return fc
    .record({
      filters: fc.shuffledSubarray(filters, { maxLength: 3 }).chain((some) => fc.tuple(...some)),
      sort: fc.option(signed, { nil: '' }),
      limit: fc.integer({ min: 1, max: 3 }),
      count: fc.boolean(),
      fields: fc.subarray(resource.fields.map(({ name }) => name)),
    })
    .map(({ filters: some, sort, limit, count, fields }) => [
      ...some.flat(),
      pair('limit', String(limit)),
      ...(sort === '' ? [] : [pair('sort', sort)]),
      ...(count && operation.countable ? [pair('count', 'exact')] : []),
      ...(fields.length === 0 || !operation.selectable ? [] : [pair('fields', fields.join(','))]),
    ]);
}

function filterPieces(field: string, operator: FilterOperator, type: FieldType): fc.Arbitrary<readonly Piece[]> {
  const name = filterName(field, operator);
  if (operator === 'isNull') return fc.constantFrom('true', 'false').map((value) => [pair(name, value)]);
  const most = operator === 'in' ? 9 : 1;
  const values = fc.array(valueOf(type), { minLength: 1, maxLength: most });
  return values.map((texts) => texts.map((text) => pair(name, text)));
}

const digits = (most: number): fc.Arbitrary<string> => fc.nat({ max: 10 ** Math.min(most, 9) - 1 }).map(String);
const twoDigits = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: most }).map((number) => String(number).padStart(2, '0'));
const dates = fc
  .tuple(fc.integer({ min: 1000, max: 9999 }), twoDigits(12), twoDigits(28))
  .map(([year, month, day]) => `${year}-${month}-${day}`);

type Values = {
  readonly [Kind in FieldType['kind']]: (type: Extract<FieldType, { kind: Kind }>) => fc.Arbitrary<string>;
};

/** Texts that each type allows, hostile wherever it allows any text. */
const VALUES: Values = {
  string: ({ pattern, maxLength = 40 }) =>
    pattern === undefined ? hostileText(maxLength) : fc.constantFrom('DKK', 'EUR', 'SEL', 'XYZ'),
  enum: ({ values }) => fc.constantFrom(...values),
  decimal: ({ precision, scale }) =>
    fc.tuple(fc.constantFrom('', '-'), digits(precision - scale)).map((parts) => parts.join('')),
  integer: ({ minimum = 0 }) => digits(9).map((text) => String(Math.max(Number(text), minimum))),
  long: () => fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  boolean: () => fc.constantFrom('true', 'false'),
  date: () => dates,
  time: () => fc.constantFrom('00:00:00', '23:59:59.1234567'),
  instant: () =>
    fc.tuple(dates, fc.constantFrom('Z', '+02:00', '.1234567Z')).map(([day, zone]) => instantOf(day, zone)),
  uuid: () => fc.uuid(),
  binary: () => fc.constantFrom('AQ==', 'JyBPUiAxPTE='),
};

const instantOf = (day: string, zone: string): string => `${day}T01:30:00${zone}`;

function valueOf(type: FieldType): fc.Arbitrary<string> {
  return (VALUES[type.kind] as (of: FieldType) => fc.Arbitrary<string>)(type);
}

/** A payload, or two of them run together, or any text at all, cut to the length. */
function hostileText(most: number): fc.Arbitrary<string> {
  const payload = fc.constantFrom(...SQL_PAYLOADS);
  const texts = fc.oneof(
    { weight: 6, arbitrary: payload },
    { weight: 2, arbitrary: fc.tuple(payload, payload).map((both) => both.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1 }) },
  );
  return texts.map((text) => text.slice(0, most).trimEnd().toWellFormed() || "'");
}

const anything = fc.oneof(
  fc.constantFrom(...SQL_PAYLOADS, ...BROKEN_VALUES),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double().map(String),
);

/** A piece that breaks the contract, most of the time. */
function badPiece(names: readonly string[]): fc.Arbitrary<Piece> {
  const name = fc.constantFrom(...names);
  const bent = fc.tuple(name, fc.constantFrom(...BENT_NAMES)).map(([given, bend]) => bend(given));
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(name, anything).map(([its, value]) => pair(its, value)) },
    { weight: 2, arbitrary: fc.tuple(bent, anything).map(([its, value]) => pair(its, value)) },
    { weight: 1, arbitrary: fc.constantFrom(...BROKEN_PIECES).map(raw) },
    { weight: 1, arbitrary: fc.tuple(name, anything).map(([its, value]) => raw(`${its}=${escapeSome(value)}`)) },
    { weight: 1, arbitrary: fc.tuple(name, name).map(([one, other]) => raw(`${one}=1&${other}=2&${one}=3`)) },
  );
}

/** Only what an address cannot hold is encoded; the rest goes as it is. */
const escapeSome = (text: string): string => text.toWellFormed().replace(/[^\x21-\xff]/g, (letter) => encode(letter));
