// Copies of the facade of the demonstration with another calendar, plan or freshness, so that what is measured does not
// depend on the hour, nor on what the demonstration allows its client. It must never touch the facade it copies.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const FACADE = 'facades/contoso';
const WINDOWS = ['calendar', 'windows'];

const ALL_DAY = { name: 'benchmark', days: 'daily', from: '00:00', to: '24:00', writes: 'hold' };

/** Of orders. Without `exists`: a look at the ERP is not what is compared here. */
const INPUT = {
  customerId: 'required',
  currency: 'required',
  note: 'optional',
  lines: { min: 1, max: 200, fields: { itemId: 'required', quantity: 'required' } },
};

/** More than any gateway answers, so that a plan is looked at and refuses nobody. */
const BOUNDLESS = { rate: '1000000/s', burst: 1_000_000, concurrency: 10_000 };

/** How old kept orders may be, in the words of a facade. */
export interface FreshnessOfOrders {
  readonly fresh: string;
  readonly revalidate: string;
  readonly outage: string;
}

/** The ERP is left alone all day: accepting is measured and nothing else. `folder` is made. */
export function heldFacade(folder: string): string {
  copyFacade(folder);
  change(join(folder, 'facade.yaml'), WINDOWS, [ALL_DAY]);
  change(join(folder, 'resources', 'orders.yaml'), ['operations', 'create', 'input'], INPUT);
  return folder;
}

/** The ERP may be written to at any hour. `folder` is made. */
export function openFacade(folder: string): string {
  copyFacade(folder);
  change(join(folder, 'facade.yaml'), WINDOWS, []);
  return folder;
}

/** Orders are kept for this long, at any hour, and the client may ask as often as it likes. `folder` is made. */
export function keptFacade(folder: string, freshness: FreshnessOfOrders): string {
  openFacade(folder);
  change(join(folder, 'facade.yaml'), ['plans', 'standard'], BOUNDLESS);
  change(join(folder, 'resources', 'orders.yaml'), ['read', 'freshness'], freshness);
  return folder;
}

function copyFacade(folder: string): void {
  cpSync(FACADE, folder, { recursive: true });
}

/** Everything else stays as it was written: quotes mean something in a facade. */
function change(file: string, place: readonly string[], value: unknown): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(place, document.createNode(value));
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}
