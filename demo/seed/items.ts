// Grows the items, the price lists with their prices and the stock.
// A price follows from the item and the list alone, so that order lines agree with the lists without a look-up.
import type { DatabaseSync } from 'node:sqlite';
import { itemGroup, itemNumber } from '../contoso/scale.js';
import { dateNumber, isoDate, isoTime, timeNumber } from '../invention/calendar.js';
import { inserter } from './insert.js';
import { Random } from '../invention/random.js';

/** What order lines need to know of an item. */
export interface SeededItem {
  readonly number: string;
  readonly unit: string;
  /** Base price in Danish øre. */
  readonly base: number;
}

interface Wording {
  readonly danish: string;
  readonly polish: string;
  readonly sizes: readonly string[];
}

const wordings: Readonly<Record<string, Wording>> = {
  BRG: {
    danish: 'Kugleleje',
    polish: 'Łożysko kulkowe',
    sizes: ['6001 ZZ', '6204 2RS', '6205 C3', '6308', 'NU 210', '22212 E'],
  },
  BLT: {
    danish: 'Kilerem',
    polish: 'Pas klinowy',
    sizes: ['SPZ 987', 'SPA 1207', 'SPB 1250', 'XPB 2000', '13x1000'],
  },
  FIT: {
    danish: 'Rørbøjning',
    polish: 'Kolanko rurowe',
    sizes: ['90° ½"', '90° ¾"', '45° 1"', '90° Ø28'],
  },
  SEA: {
    danish: 'Pakdåse',
    polish: 'Uszczelniacz wału',
    sizes: ['25×40×7', '35×52×7', '40×62×10', '60×80×8'],
  },
  TOL: {
    danish: 'Skruenøgle',
    polish: 'Klucz płasko-oczkowy',
    sizes: ['8 mm', '10 mm', '13 mm', '17 mm', 'sæt 6–22 mm'],
  },
};

const columns =
  'ITEMNO, ITEMTX, ITEMTU, LNGTXT, ITEMGR, ITEMST, UNIT, VATCOD, STKITM, BASPRC, GRSWGT, EANNO, CNTDAT, CRTDTM, CHGDTM, ' +
  'THUMB, DELFLG';

/** Inserts `count` items. The first one is always active. */
export function seedItems(db: DatabaseSync, count: number, seed: number): SeededItem[] {
  const random = new Random(seed, 2);
  const insert = inserter(db, 'dbo.ITEMMF', columns);
  return Array.from({ length: count }, (_, index) => {
    const group = itemGroup(index);
    const item = { number: itemNumber(index), unit: unitOf(random, group), base: random.between(450, 250_000) };
    insert(...itemRow(random, index, group, item));
    return item;
  });
}

function unitOf(random: Random, group: string): string {
  if (group === 'BLT' && random.percent(30)) return 'M';
  if (group === 'SEA' && random.percent(10)) return 'KG';
  if (group === 'TOL' && random.percent(30)) return random.pick(['SÆT', 'SET']);
  return random.pick(['STK', 'STK', 'PCS']);
}

function itemRow(random: Random, index: number, group: string, item: SeededItem) {
  const state = index === 0 ? 'A' : random.pick(['A', 'A', 'A', 'A', 'A', 'A', 'N', 'N', 'S', 'U']);
  return [
    item.number,
    ...textsOf(random, group),
    ...[group, state, item.unit, random.percent(95) ? '01' : '02', random.percent(85) ? 'J' : 'N'],
    ...[item.base / 100, random.between(1, 40_000) / 1000, 5_700_000_000_000 + random.below(999_999_999)],
    random.percent(70) ? isoDate(-random.between(1, 400)) : null,
    stamp(random, 3, 8000),
    stamp(random, 7, 700),
    random.percent(10) ? thumbnail(random) : null,
    'N',
  ];
}

/** The Danish text, for some items the Polish one, and for few a long one. */
function textsOf(random: Random, group: string): (string | null)[] {
  const wording = wordings[group];
  if (wording === undefined) throw new Error(`No words for items of group ${group}.`);
  const size = random.pick(wording.sizes);
  const polish = random.percent(35) ? `${wording.polish} ${size}` : null;
  return [`${wording.danish} ${size}`, polish, random.percent(8) ? longText(random, size) : null];
}

/** A date and time as the engine stores it: no zero fraction at the end, so that equal instants are equal texts. */
function stamp(random: Random, digits: 3 | 7, daysBack: number): string {
  const day = isoDate(-random.between(1, daysBack));
  const time = isoTime(random.between(25_200, 61_199));
  // A DATETIME keeps steps of 1/300 s, which read as 0, 3 and 7 thousandths.
  const fraction =
    digits === 3 ? `${random.between(10, 99)}${random.pick(['3', '7'])}` : `${random.between(100_000, 999_999)}1`;
  return `${day} ${time}.${fraction}`;
}

function longText(random: Random, size: string): string {
  const sentence = `Størrelse ${size}. Rozmiar ${size}: wysoka jakość, długa żywotność. `;
  return sentence.repeat(random.between(2, 60)).trimEnd();
}

/** A few bytes that start like a GIF of 16 by 16 points; enough to carry through, not to look at. */
function thumbnail(random: Random): Uint8Array {
  const picture = new Uint8Array(random.between(24, 96));
  picture.set([0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 16, 0, 16, 0]);
  for (let at = 10; at < picture.length; at += 1) picture[at] = random.below(256);
  return picture;
}

/** Inserts one row of stock per warehouse and item. */
export function seedStock(db: DatabaseSync, items: readonly SeededItem[], seed: number): void {
  const random = new Random(seed, 3);
  const insert = inserter(
    db,
    'dbo.STKBAL',
    'WHSNO, ITEMNO, QTYONH, QTYRSV, QTYORD, BINLOC, BLKFLG, CNTDAT, CHGDAT, CHGTIM, DELFLG',
  );
  for (const warehouse of ['01', '02', '03'])
    for (const item of items) {
      const onHand = item.unit === 'M' || item.unit === 'KG' ? random.below(2_000_000) / 1000 : random.below(900);
      insert(
        ...[warehouse, item.number, onHand, random.below(20), random.percent(30) ? random.between(10, 500) : 0],
        `${random.pick(['A', 'B', 'C', 'Å'])}-${random.between(1, 40)}-${random.between(1, 9)}`,
        ...[random.percent(2) ? 'J' : 'N', random.percent(80) ? isoDate(-random.between(1, 400)) : null],
        ...[dateNumber(-random.between(1, 300)), timeNumber(random.between(25_200, 61_200)), 'N'],
      );
    }
}
