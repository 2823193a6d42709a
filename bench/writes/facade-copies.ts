// Copies of the facade of the demonstration with another calendar, so that what is measured does not depend on the hour.
// It must never touch the facade it copies.
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

function copyFacade(folder: string): void {
  cpSync(FACADE, folder, { recursive: true });
}

/** Everything else stays as it was written: quotes mean something in a facade. */
function change(file: string, place: readonly string[], value: unknown): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(place, document.createNode(value));
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}
