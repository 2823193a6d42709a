// A copy of the facade in which the ERP is left alone all day, so that accepting is measured and nothing else.
// It must never touch the facade it copies.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

const FACADE = 'facades/contoso';

const ALL_DAY = {
  timezone: 'Europe/Copenhagen',
  windows: [{ name: 'benchmark', days: 'daily', from: '00:00', to: '24:00', writes: 'hold' }],
};

/** Without `exists`: a look at the ERP is not what is compared here. */
const INPUT = {
  customerId: 'required',
  currency: 'required',
  note: 'optional',
  lines: { min: 1, max: 200, fields: { itemId: 'required', quantity: 'required' } },
};

/** Makes the copy in `folder`; gives back its path. */
export function heldFacade(folder: string): string {
  const path = join(folder, 'facade');
  cpSync(FACADE, path, { recursive: true });
  change(join(path, 'facade.yaml'), ['calendar'], ALL_DAY);
  change(join(path, 'resources', 'orders.yaml'), ['operations', 'create', 'input'], INPUT);
  return path;
}

/** Everything else stays as it was written: quotes mean something in a facade. */
function change(file: string, place: readonly string[], value: unknown): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.setIn(place, document.createNode(value));
  writeFileSync(file, document.toString({ lineWidth: 0 }));
}
