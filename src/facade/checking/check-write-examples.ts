// Checks that the writes suggested to newcomers are ones this facade takes: the operation, and every member of the body.
// It must never judge what the ERP would say to them; a test of the demo facade sends them.
import type { WriteExample } from '../catalogue.js';
import type { Resource, WriteOperation } from '../contract.js';
import { compileSchema } from '../description/compile-schema.js';
import { inputSchema } from '../description/input-schema.js';
import type { JsonSchema } from '../description/json-schema.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** Operations that create, by id; undefined for one whose own faults kept it from being read. */
export type Writable = ReadonlyMap<
  string,
  { readonly resource: Resource; readonly operation: WriteOperation } | undefined
>;

/** `spot` is the list of examples. */
export function checkWriteExamples(examples: readonly WriteExample[], writable: Writable, spot: Spot): void {
  for (const [index, { operation: id, body }] of examples.entries()) {
    const known = writable.get(id);
    if (known !== undefined) {
      checkBody(body, inputSchema(known.resource, known.operation), spot.in(index, 'body'));
    } else if (!writable.has(id)) {
      const ids = [...writable.keys()];
      const there = ids.length === 0 ? 'There are none.' : `There are: ${ids.join(', ')}.`;
      spot.in(index, 'operation').error(`nothing is created by "${id}".${didYouMean(id, ids)} ${there}`);
    }
  }
}

function checkBody(body: WriteExample['body'], schema: JsonSchema, spot: Spot): void {
  const { properties = {}, required = [] } = schema;
  const missing = required.filter((name) => !Object.hasOwn(body, name));
  if (missing.length > 0) spot.error(`is without ${missing.join(', ')}, which the operation requires.`);
  for (const [name, value] of Object.entries(body)) {
    const member = properties[name];
    if (member === undefined) {
      spot.in(name).errorAtKey(`is nothing the operation takes: it takes ${Object.keys(properties).join(', ')}.`);
    } else if (!compileSchema(member)(value)) {
      spot.in(name).error('is no value the operation takes: it would be refused with 400.');
    }
  }
}
