// Values on their way from the ERP's columns to JSON: letters, digits and instants arrive as they are.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiRecord } from '../support/running/checking-client.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { SCALE } from './known-dirt.js';

let stage: Stage;
let customers: readonly ApiRecord[];
let items: readonly ApiRecord[];
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
  customers = await stage.client.all('/v1/customers?limit=200');
  items = await stage.client.all('/v1/items?limit=500');
});
afterAll(() => stage[Symbol.asyncDispose]());

const texts = (records: readonly ApiRecord[], field: string): readonly string[] =>
  records.flatMap((record) => (typeof record[field] === 'string' ? [record[field]] : []));

describe('text', () => {
  it('of the code page keeps its Danish, Swedish and German letters', () => {
    const names = texts(customers, 'name').join('\n');
    for (const letter of 'æøåÆØöüß') expect(names).toContain(letter);
  });

  it('of Unicode columns keeps its Polish letters', () => {
    const names = [...texts(customers, 'nameUnicode'), ...texts(items, 'namePolish')].join('\n');
    for (const letter of 'łążęśĄĘŁŚŻ'.normalize()) {
      if (letter === letter.toLowerCase()) expect(names).toContain(letter);
    }
    expect(names).not.toMatch(/[?\uFFFD]/);
  });

  it('can be asked for by those letters', async () => {
    const [name = ''] = texts(customers, 'name').filter((text) => text.startsWith('Æ'));
    const found = await stage.client.page(`/v1/customers?name=${encodeURIComponent(name)}`);
    expect(found.data.map((record) => record['name'])).toEqual([name]);
    const byStart = await stage.client.page(`/v1/customers?name[startsWith]=${encodeURIComponent('Ø')}`);
    expect(byStart.data.length).toBeGreaterThan(0);
    for (const record of byStart.data) expect(record['name']).toMatch(/^Ø/);
  });

  it('loses the blanks that only padded it', () => {
    for (const record of [...customers, ...items]) {
      for (const value of Object.values(record)) if (typeof value === 'string') expect(value).toBe(value.trimEnd());
    }
  });

  it('is null where the ERP has none, not empty', () => {
    expect(customers.some(({ nameUnicode }) => nameUnicode === null)).toBe(true);
    expect(texts(customers, 'nameUnicode')).not.toContain('');
  });
});

describe('numbers', () => {
  const digitsOf = (text: string): bigint => BigInt(text.replace(/[-.]/g, ''));

  it('of more digits than a double holds arrive with all of them', () => {
    const turnovers = texts(customers, 'turnover');
    // A number that went through a double has at most 17 digits that mean something; the rest is noughts.
    const beyond = turnovers.filter((text) => text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length > 17);
    expect(beyond.length).toBeGreaterThan(turnovers.length / 2);
    for (const text of turnovers) expect(text).toMatch(/^-?\d+\.\d{8}$/);
  });

  it('of 64 bits arrive exact', async () => {
    expect((await stage.client.record('/v1/customers/C10001'))['systemKey']).toBe('9007199254740993');
    const keys = texts(customers, 'systemKey').map(BigInt);
    expect(keys.filter((key) => BigInt(Number(key)) !== key).length).toBeGreaterThan(5);
  });

  it('of money have their four places', () => {
    const limits = texts(customers, 'creditLimit');
    expect(limits.length).toBeGreaterThan(5);
    for (const limit of limits) expect(limit).toMatch(/^\d+\.\d{4}$/);
  });

  it('add up: the lines of an order make its total', async () => {
    const order = await stage.client.record('/v1/orders/SO-101000');
    const lines = order['lines'] as readonly { readonly amount: string }[];
    const sum = lines.reduce((total, { amount }) => total + digitsOf(amount), 0n);
    expect(sum).toBe(digitsOf(String(order['total'])));
  });
});

describe('other values', () => {
  it('identifiers are lower case and found however they are written', async () => {
    const [id = ''] = texts(customers, 'webshopId');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    const found = await stage.client.page(`/v1/customers?webshopId=${id}`);
    expect(found.data.map((record) => record['webshopId'])).toEqual([id]);
  });

  it('bytes are base64', () => {
    const pictures = texts(items, 'thumbnail');
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      const bytes = Buffer.from(picture, 'base64');
      expect([bytes.toString('base64'), bytes.byteLength > 0]).toEqual([picture, true]);
    }
  });

  it('local times are told as instants, by the offset of their day', async () => {
    const orders = await stage.client.all('/v1/orders?limit=200&fields=id,orderedOn,orderedAt');
    const copenhagen = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
    const offsets = new Set<string>();
    for (const { orderedOn, orderedAt } of orders) {
      expect(copenhagen.format(new Date(String(orderedAt)))).toBe(orderedOn);
      offsets.add(
        String(orderedOn).slice(5, 7) === '01' ? 'winter' : String(orderedOn).slice(5, 7) === '07' ? 'summer' : '',
      );
    }
    expect(offsets).toEqual(new Set(['winter', 'summer', '']));
  });

  it('instants keep the fraction their column has', () => {
    expect(texts(items, 'changedAt').some((text) => /\.\d{7}Z$/.test(text))).toBe(true);
    expect(texts(items, 'createdAt').some((text) => /\.\d{3}Z$/.test(text))).toBe(true);
  });
});
