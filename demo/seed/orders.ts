// Draws sales orders with their lines, in the order of time, as plain data.
// It decides what exists; sales.ts writes it down together with the invoices and shipments that follow from it.
import { orderNumber } from '../contoso/scale.js';
import { daysOfBusiness, workingDay } from '../invention/calendar.js';
import type { SeededCustomer } from './customers.js';
import type { SeededItem } from './items.js';
import { priceOf } from './prices.js';
import type { Random } from '../invention/random.js';

/** One line, amounts in hundredths. */
export interface DrawnLine {
  readonly item: SeededItem;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  readonly amount: number;
}

/** One order, days counted from the last day of business. */
export interface DrawnOrder {
  readonly number: string;
  readonly customer: SeededCustomer;
  readonly state: string;
  readonly hold: 'J' | 'N';
  readonly day: number;
  readonly seconds: number;
  readonly lines: readonly DrawnLine[];
  /** Sum of the lines in hundredths. */
  readonly total: number;
}

/** Writes an order, or one document that follows from it. */
export type OrderWriter = (order: DrawnOrder) => void;

/** What orders are drawn from. */
export interface Trade {
  readonly customers: readonly SeededCustomer[];
  readonly items: readonly SeededItem[];
  readonly orders: number;
}

/** The share of orders that are done with; the rest, at the end of time, is being worked on. */
const settledShare = 0.88;
/** The days at the end in which the unsettled orders came in. */
const backlogDays = 60;

/** The order at `index`. Settled ones: ten of eleven shipped, one cancelled. */
export function drawOrder(random: Random, trade: Trade, index: number): DrawnOrder {
  const customer = random.pick(trade.customers);
  const settled = index < trade.orders * settledShare;
  const lines = Array.from({ length: lineCount(index) }, () => drawLine(random, trade.items, customer.priceList));
  return {
    number: orderNumber(index),
    customer,
    ...(settled ? settledState(random, index) : openState(random)),
    day: dayOf(index / trade.orders),
    seconds: random.between(25_200, 61_199),
    lines,
    total: lines.reduce((sum, line) => sum + line.amount, 0),
  };
}

/** One to five lines, taking turns so that the mean is exactly three. */
const lineCount = (index: number): number => 1 + ((index * 3) % 5);

function dayOf(share: number): number {
  const backlogStart = -backlogDays;
  const settledDays = daysOfBusiness - backlogDays;
  const day =
    share < settledShare
      ? -daysOfBusiness + 1 + Math.floor((share / settledShare) * settledDays)
      : backlogStart + 1 + Math.floor(((share - settledShare) / (1 - settledShare)) * backlogDays);
  return workingDay(day);
}

function settledState(random: Random, index: number): Pick<DrawnOrder, 'state' | 'hold'> {
  const hold = random.percent(2) ? 'J' : 'N';
  if (index % 11 === 7) return { state: random.pick(['X', 'A']), hold };
  return { state: random.percent(15) ? 'S' : 'F', hold };
}

function openState(random: Random): Pick<DrawnOrder, 'state' | 'hold'> {
  const hold = random.percent(12) ? 'J' : 'N';
  return { state: random.pick(['O', 'O', 'O', 'O', 'N', 'N', 'P', 'P', 'K', 'X']), hold };
}

function drawLine(random: Random, items: readonly SeededItem[], priceList: string): DrawnLine {
  const item = random.pick(items);
  const byMeasure = item.unit === 'M' || item.unit === 'KG';
  const quantity = byMeasure ? random.between(250, 40_000) / 1000 : random.between(1, 24);
  const price = priceOf(item, priceList);
  const discount = random.percent(20) ? random.pick([2.5, 5, 10]) : 0;
  return { item, quantity, price, discount, amount: Math.round((quantity * price * (100 - discount)) / 100) };
}
