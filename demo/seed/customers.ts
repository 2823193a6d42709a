// Grows the customers with their addresses.
// What others need of a customer afterwards (currency, list, addresses) is returned; nothing is read back.
import type { DatabaseSync } from 'node:sqlite';
import { customerNumber } from '../contoso/scale.js';
import { dateNumber, timeNumber } from '../invention/calendar.js';
import { inserter } from './insert.js';
import { companyName, mailAddress, withoutPolish } from '../invention/names.js';
import { place } from '../invention/places.js';
import { Random } from '../invention/random.js';

/** What orders and invoices need to know of a customer. */
export interface SeededCustomer {
  readonly number: string;
  readonly currency: string;
  readonly priceList: string;
  readonly addresses: number;
  readonly domestic: boolean;
}

const currencies: Readonly<Record<string, string>> = { DK: 'DKK', PL: 'PLN', SE: 'SEK', DE: 'EUR' };
const languages: Readonly<Record<string, string>> = { DK: 'DA', PL: 'PL', SE: 'SV', DE: 'DE' };
const dialling: Readonly<Record<string, string>> = { DK: '+45', PL: '+48', SE: '+46', DE: '+49' };
const countries = ['DK', 'DK', 'DK', 'DK', 'DK', 'DK', 'PL', 'PL', 'SE', 'DE'];
const notes = [
  'Ring før levering, porten er låst',
  'Kører kun på fredage – spørg Søren',
  'Betaler altid to dage for sent',
  'Får 3 % på kuglelejer, aftalt på messen i Herning',
  'Faktura sendes til hovedkontoret på Ærø',
];

const columns =
  'CUSTNO, CUSTNM, CUSTNU, SRCHNM, CUSTTP, CUSTST, HOLD, VATNO, LANGCD, CURCOD, PAYTRM, PRLCOD, CRDLIM, BALAMT, TURNOV, ' +
  'SYSKEY, EXTID, EMAIL, PHONE, NWSFLG, NOTE, CRTDAT, CHGDAT, CHGTIM, CHGUSR, DELFLG';
const addressColumns =
  'CUSTNO, ADRSEQ, ADRTYP, ADRNM, STREET, STREE2, ZIPCOD, CITY, CNTRY, DFTFLG, CHGDAT, CHGTIM, DELFLG';

/** Inserts `count` customers and 1 to 4 addresses for each. The first customer is always an active Danish one without a hold. */
export function seedCustomers(db: DatabaseSync, count: number, seed: number): SeededCustomer[] {
  const random = new Random(seed, 1);
  const insertCustomer = inserter(db, 'dbo.CUSTMF', columns);
  const insertAddress = inserter(db, 'dbo.CUSTAD', addressColumns);
  return Array.from({ length: count }, (_, index) => {
    const country = index === 0 ? 'DK' : random.pick(countries);
    const customer = customerHead(random, index, country);
    insertCustomer(...customerRow(random, index, country, customer));
    for (let sequence = 1; sequence <= customer.addresses; sequence += 1)
      insertAddress(...addressRow(random, customer.number, sequence, country));
    return customer;
  });
}

function customerHead(random: Random, index: number, country: string): SeededCustomer {
  const currency = currencies[country] ?? 'DKK';
  const dealer = currency === 'DKK' && random.percent(30);
  return {
    number: customerNumber(index),
    currency,
    priceList: dealer ? 'DKK-FH' : `${currency}-ST`,
    addresses: random.between(1, 4),
    domestic: currency === 'DKK',
  };
}

function customerRow(random: Random, index: number, country: string, customer: SeededCustomer) {
  const name = companyName(random, country, index);
  const kind = customer.priceList === 'DKK-FH' ? random.pick(['D', 'F']) : random.pick(['E', 'E', 'E', 'O', 'I']);
  const [state, hold] = index === 0 ? ['A', 'N'] : stateOf(random);
  return [
    ...[customer.number, name.legacy, name.real, searchName(name.legacy), kind, state, hold],
    ...[vatNumber(random, country), languages[country] ?? 'EN', customer.currency],
    ...[random.pick(['08', '14', '30', '30', '1E1', 'KON']), customer.priceList],
    ...moneyOf(random),
    ...keysOf(random, index),
    random.percent(90) ? mailAddress(random, customer.number, country) : null,
    `${dialling[country] ?? '+45'} ${random.between(20, 99)} ${random.between(10, 99)} ${random.between(10, 99)}`,
    random.percent(40) ? 'J' : 'N',
    random.percent(12) ? random.pick(notes) : null,
    ...[dateNumber(-random.between(1200, 9000)), ...changed(random), random.pick(['METTE', 'JAKUB', 'NATJOB']), 'N'],
  ];
}

function stateOf(random: Random): [string, string] {
  const draw = random.below(100);
  const state = draw < 55 ? 'A' : draw < 80 ? 'B' : draw < 88 ? 'P' : draw < 96 ? 'C' : 'U';
  return [state, random.percent(7) ? 'J' : 'N'];
}

/** The turnover has more digits than a number keeps, so it is text; the engine stores it exactly. */
function moneyOf(random: Random): (string | number | null)[] {
  const limit = random.percent(85) ? random.between(100, 900) * 1000 : null;
  const balance = random.between(-200_000, 8_000_000) / 100;
  const whole = `${random.between(1, 899)}${String(random.next()).padStart(10, '0')}`;
  const turnover = `${whole}.${String(random.below(100_000_000)).padStart(8, '0')}`;
  return [limit, balance, turnover];
}

function keysOf(random: Random, index: number): (bigint | string | null)[] {
  const hex = (digits: number): string => random.next().toString(16).toUpperCase().padStart(8, '0').slice(0, digits);
  const shop = `${hex(8)}-${hex(4)}-4${hex(3)}-A${hex(3)}-${hex(8)}${hex(4)}`;
  return [9_007_199_254_740_993n + BigInt(index) * 7n, random.percent(60) ? shop : null];
}

function vatNumber(random: Random, country: string): string | null {
  return random.percent(92) ? `${country}${random.between(10_000_000, 99_999_999)}` : null;
}

const searchName = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-ZÆØÅÄÖÜÓ0-9]/g, '')
    .slice(0, 20);
const changed = (random: Random): number[] => [
  dateNumber(-random.between(1, 700)),
  timeNumber(random.between(25_200, 61_200)),
];

function addressRow(random: Random, customer: string, sequence: number, country: string) {
  const where = place(random, country);
  const kind = sequence === 1 ? random.pick(['I', 'F']) : random.pick(['D', 'L', 'D', 'B']);
  const label = random.percent(20) ? withoutPolish(`Lager ${sequence}, ${where.city}`) : null;
  return [
    ...[customer, sequence, kind, label, where.street, random.percent(10) ? 'Bag om bygningen' : null],
    ...[where.zip, where.city, country, sequence <= 2 ? 'J' : 'N', ...changed(random), 'N'],
  ];
}
