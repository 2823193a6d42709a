// Whether a resource can be addressed by its key: one value that is always there and that the ERP can look up.
import type { FieldBinding } from '../binding.js';
import type { Field, FieldType } from '../contract.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

const addressable: readonly FieldType['kind'][] = ['string', 'integer', 'long', 'uuid'];

/** The fields of a resource while it is checked. */
export interface KeyCandidates {
  readonly fields: ReadonlyMap<string, Field>;
  readonly bindings: ReadonlyMap<string, FieldBinding>;
}

/** Reports what is wrong with the key. `spot` is the resource file. */
export function checkKey(name: string, { fields, bindings }: KeyCandidates, spot: Spot): void {
  const field = fields.get(name);
  if (field === undefined) {
    const names = [...fields.keys()];
    if (spot.in('fields', name).isWritten) return;
    spot.in('key').error(`no field is called "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`);
    return;
  }
  if (field.nullable) spot.in('fields', name, 'nullable').error('the key can never be null.');
  if (!addressable.includes(field.type.kind)) {
    spot.in('fields', name, 'type').error(`the key must be of type ${addressable.join(', ')}: it stands in a path.`);
  }
  const source = bindings.get(name)?.source;
  if (source === undefined || source.kind === 'parts') return;
  if (source.kind === 'column' && source.format.kind === 'plain') return;
  spot
    .in('binding', 'map', name)
    .error('the key must be a plain column, or several: { columns: [SITENO, PARNO], separator: "~" }.');
}
