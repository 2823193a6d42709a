// Whether everything a caller sends arrives, and whether what a caller leaves out is told from null.
import type { WriteSite } from './write-site.js';

/** Reports input that no parameter or record takes: it would be accepted and thrown away. `taker` says what could. */
export function checkUse({ input, spot, used }: WriteSite, taker: string): void {
  for (const { field } of input.fields) {
    if (!used.has(field)) spot.in('input', field).errorAtKey(goesNowhere(field, taker));
  }
  for (const { child, fields } of input.children) {
    for (const { field } of fields) {
      const place = spot.in('input', child, 'fields', field);
      if (!used.has(`${child}.${field}`)) place.errorAtKey(goesNowhere(`${child}.${field}`, taker));
    }
  }
}

const goesNowhere = (name: string, taker: string): string =>
  `${name} is taken from callers and goes nowhere: give it to ${taker}.`;

/** In a change, a member that is left out and one that is null mean different things, and both arrive as NULL. */
export function checkAbsence({ kind, resource, input, spot }: WriteSite): void {
  if (kind !== 'change') return;
  for (const { field: name, required } of input.fields) {
    const field = resource.fields.find((each) => each.name === name);
    if (required || field?.nullable !== true) continue;
    spot
      .in('input', name)
      .warning(`${name} reaches the procedure as NULL when it is left out and when it is null: make it required.`);
  }
}
