// One field of the contract, from YAML to the catalogue, with the checks that need no binding.
// It must never look at the legacy side.
import { valueFault } from '../checking/value-fault.js';
import type { Field, FieldType } from '../contract.js';
import type { FieldFormat } from '../format/field-format.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { defined } from './defined.js';
import type { Landscape } from './landscape.js';

/** The field; faults in its members go to `spot`. */
export function joinField(name: string, format: FieldFormat, spot: Spot): Field {
  const { nullable, sensitive, references, owner, title, description, example } = format;
  const type = fieldType(format);
  checkType(type, spot);
  const field = { name, type, nullable: nullable ?? false, sensitive: sensitive ?? false };
  if (example !== undefined) checkExample({ ...field, example }, spot.in('example'));
  const neverCached = format.cache === 'never' ? true : undefined;
  return { ...field, ...defined({ neverCached, references, owner, title, description, example }) };
}

function fieldType(format: FieldFormat): FieldType {
  switch (format.type) {
    case 'string':
      return { kind: 'string', ...defined({ maxLength: format.maxLength, pattern: format.pattern }) };
    case 'integer':
      return { kind: 'integer', ...defined({ minimum: format.minimum, maximum: format.maximum }) };
    case 'decimal':
      return { kind: 'decimal', precision: format.precision, scale: format.scale };
    case 'binary':
      return { kind: 'binary', ...defined({ maxBytes: format.maxBytes }) };
    case 'enum':
      return { kind: 'enum', values: format.values };
    case 'long':
    case 'boolean':
    case 'date':
    case 'time':
    case 'instant':
    case 'uuid':
      return { kind: format.type };
  }
}

/** Members that contradict one another. */
function checkType(type: FieldType, spot: Spot): void {
  if (type.kind === 'string' && type.pattern !== undefined && !isPattern(type.pattern)) {
    spot.in('pattern').error('is not a valid regular expression (ECMAScript, with the u flag).');
  }
  if (type.kind === 'decimal' && type.scale > type.precision) {
    spot.in('scale').error(`must be at most the precision, ${type.precision}.`);
  }
  if (type.kind === 'integer' && (type.minimum ?? -Infinity) > (type.maximum ?? Infinity)) {
    spot.in('minimum').error('must not be above the maximum.');
  }
  if (type.kind === 'enum') checkValues(type.values, spot.in('values'));
}

function checkValues(values: readonly string[], spot: Spot): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) < index) spot.in(index).error(`"${value}" stands here twice.`);
  });
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

function checkExample(field: Pick<Field, 'type' | 'nullable'> & { readonly example: unknown }, spot: Spot): void {
  if (field.example === null && field.nullable) return;
  const fault = valueFault(field.type, field.example);
  if (fault !== undefined) spot.error(`is no true example: it ${fault}`);
}

/** Checks what a field says about other parts of the facade. */
export function checkFieldLinks(field: Field, landscape: Landscape, spot: Spot): void {
  const { systems, keys } = landscape;
  if (field.owner !== undefined && systems !== undefined && !systems.has(field.owner)) {
    const names = [...systems];
    const declared = names.length === 0 ? 'facade.yaml declares none' : `declared are ${names.join(', ')}`;
    spot.in('owner').error(`no system is called "${field.owner}": ${declared}.${didYouMean(field.owner, names)}`);
  }
  if (field.references !== undefined) checkReference(field, keys, spot.in('references'));
}

function checkReference(field: Field, keys: Landscape['keys'], spot: Spot): void {
  const name = field.references ?? '';
  const key = keys.get(name);
  if (!keys.has(name)) {
    const names = [...keys.keys()];
    spot.error(`no resource is called "${name}": there are ${names.join(', ')}.${didYouMean(name, names)}`);
  } else if (key !== undefined && key.type.kind !== field.type.kind) {
    spot.error(`the key of ${name} is of type ${key.type.kind}, and this field is of type ${field.type.kind}.`);
  }
}
