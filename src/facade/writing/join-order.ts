// Which commands wait for one another, from YAML to the catalogue.
// It must never build the key of something that may be absent, or that must not be seen in logs.
import type { OrderKeyPart, OrderRule } from '../binding-of-commands.js';
import type { OrderFormat } from '../format-of-writes/write-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { WriteSite } from './write-site.js';

const PLACEHOLDER = /\{([^{}]*)\}/;

/** The rule of an operation. Without one, changes and actions of one resource go in order, and creates stand alone. */
export function joinOrder(format: OrderFormat, site: WriteSite): OrderRule {
  const spot = site.spot.in('order');
  const by = format.by === undefined ? defaultKey(site) : joinTemplate(format.by, site, spot.in('by'));
  return { by, whenParked: format.whenParked ?? 'block' };
}

function defaultKey({ kind, resource }: WriteSite): readonly OrderKeyPart[] {
  return kind === 'create' ? [{ kind: 'commandId' }] : [{ kind: 'text', text: `${resource.name}/` }, { kind: 'key' }];
}

/** Text and placeholders take turns when the template is split at the latter. */
function joinTemplate(template: string, site: WriteSite, spot: Spot): readonly OrderKeyPart[] {
  return template.split(PLACEHOLDER).flatMap((piece, index): readonly OrderKeyPart[] => {
    if (index % 2 === 1) return placeholder(piece, site, spot);
    if (/[{}]/.test(piece)) spot.error(`has a brace that stands alone: placeholders are written {customerId}.`);
    return piece === '' ? [] : [{ kind: 'text', text: piece }];
  });
}

function placeholder(name: string, site: WriteSite, spot: Spot): readonly OrderKeyPart[] {
  if (name === '$command.id') return [{ kind: 'commandId' }];
  if (name === '$key') {
    if (site.kind === 'create') spot.error('a create has no key in its address: use a field of the input.');
    return [{ kind: 'key' }];
  }
  const field = site.resource.fields.find((each) => each.name === name);
  const input = site.input.fields.find((each) => each.field === name);
  if (field === undefined || input === undefined) {
    const names = [...site.input.fields.map((each) => each.field), '$key', '$command.id'];
    spot.error(`"{${name}}" is no field of the input.${didYouMean(name, names)} There are: ${names.join(', ')}.`);
    return [];
  }
  if (!input.required || field.nullable) {
    spot.error(`${name} can be absent or null, and then nobody knows the order: use a field that is always there.`);
  }
  if (field.sensitive) spot.error(`${name} is sensitive, and order keys are shown in logs: use another field.`);
  return [{ kind: 'field', field: name }];
}
