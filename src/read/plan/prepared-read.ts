// One operation of one version, with everything about it that does not depend on the request worked out once.
// It must never hold anything of a request.
import type {
  ChildBinding,
  Column,
  FieldBinding,
  MisfitPolicy,
  ResourceBinding,
  RowCondition,
} from '../../facade/binding.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { Child, Field, Operation, Resource } from '../../facade/contract.js';
import { queryParameters } from '../../facade/description/query-parameters.js';
import { codecOf } from '../../legacy/codec-of-field.js';
import { UnusableBinding } from '../../legacy/codec.js';
import type { FieldCodec, Reader } from '../../legacy/codec.js';
import { equalsAny } from '../../legacy/codecs/column-filter.js';
import { legacyCode } from '../../legacy/codecs/column-type.js';
import type { Predicate } from '../../legacy/read-plan.js';
import { ParameterTable } from '../parse/parameter-table.js';
import { Projection } from './projection.js';

/** A field, its codec and what happens when a value breaks the contract. */
export interface BoundField {
  readonly field: Field;
  readonly misfit: MisfitPolicy;
  readonly codec: FieldCodec;
}

/** A field in its place in a row. */
export interface FieldSlot {
  /** As misfits name it: `status`, `lines.quantity`. */
  readonly name: string;
  /** `"status":`, with the comma before it where it is not the first. */
  readonly label: string;
  readonly nullable: boolean;
  readonly misfit: MisfitPolicy;
  /** True when its text needs no escaping. */
  readonly plain: boolean;
  readonly read: Reader;
}

/** What an answer shows: some or all fields and children. `columns` are those of the fields, first in every row. */
export interface Selection {
  readonly columns: readonly Column[];
  readonly slots: readonly FieldSlot[];
  readonly children: readonly PreparedChild[];
  /** Names of the sensitive fields among them, separated by commas; empty when there are none. */
  readonly sensitive: string;
  /** True when one of them must never be kept. */
  readonly neverCached: boolean;
}

/** An embedded list of children. */
export interface PreparedChild {
  readonly child: Child;
  readonly binding: ChildBinding;
  readonly columns: readonly Column[];
  readonly slots: readonly FieldSlot[];
  /** Where the columns stand that tie a child to its parent. */
  readonly matchAt: readonly number[];
  readonly where: readonly Predicate[];
}

export interface PreparedRead {
  readonly version: string;
  readonly operation: Operation;
  readonly resource: Resource;
  readonly binding: ResourceBinding;
  readonly fields: ReadonlyMap<string, BoundField>;
  readonly children: readonly PreparedChild[];
  readonly key: BoundField;
  /** Holds for every row this operation may ever show. */
  readonly where: readonly Predicate[];
  readonly parameters: ParameterTable;
  /** All fields and children. */
  readonly whole: Selection;
}

/** Works out one operation. Throws UnusableBinding for the first thing that does not go together. */
export function prepareRead(catalogue: Catalogue, version: string, operation: Operation): PreparedRead {
  const resource = catalogue.resources.get(operation.resource);
  const binding = catalogue.bindings.get(operation.resource);
  if (resource === undefined || binding === undefined) {
    throw new UnusableBinding(`${operation.id} is about ${operation.resource}, which is not defined and bound`);
  }
  const fields = bindFields(resource.fields, binding.fields);
  const children = operation.embed.map((name) => prepareChild(resource, binding, name));
  return {
    version,
    operation,
    resource,
    binding,
    fields,
    children,
    key: boundField(fields, resource.key),
    where: binding.rows.flatMap(rowCondition),
    parameters: new ParameterTable(queryParameters(resource, operation)),
    whole: select([...fields.values()], children),
  };
}

/** The codecs of a list of fields, by field name. */
export function bindFields(
  fields: readonly Field[],
  bindings: readonly FieldBinding[],
): ReadonlyMap<string, BoundField> {
  return new Map(
    fields.map((field) => {
      const binding = bindings.find((candidate) => candidate.field === field.name);
      if (binding === undefined) throw new UnusableBinding(`field ${field.name} is not bound`);
      return [field.name, { field, misfit: binding.misfit, codec: codecOf(field, binding.source) }];
    }),
  );
}

/** A field by its name; the contract was checked to hold it. */
export function boundField(fields: ReadonlyMap<string, BoundField>, name: string): BoundField {
  const field = fields.get(name);
  if (field === undefined) throw new UnusableBinding(`field ${name} is not defined`);
  return field;
}

/** Lays fields out as a row. */
export function select(fields: readonly BoundField[], children: readonly PreparedChild[]): Selection {
  const projection = new Projection();
  const slots = fields.map((field, index) => slotOf(field, { projection, prefix: '', index }));
  return {
    columns: projection.columns,
    slots,
    children,
    sensitive: sensitiveNames(fields, children),
    neverCached: [...fields, ...children.flatMap(({ child }) => child.fields.map((field) => ({ field })))].some(
      ({ field }) => field.neverCached === true,
    ),
  };
}

function sensitiveNames(fields: readonly BoundField[], children: readonly PreparedChild[]): string {
  const own = fields.filter(({ field }) => field.sensitive).map(({ field }) => field.name);
  const inner = children.flatMap(({ child }) =>
    child.fields.filter(({ sensitive }) => sensitive).map(({ name }) => `${child.name}.${name}`),
  );
  return [...own, ...inner].join(',');
}

interface SlotPlace {
  readonly projection: Projection;
  readonly prefix: string;
  readonly index: number;
}

function slotOf({ field, misfit, codec }: BoundField, { projection, prefix, index }: SlotPlace): FieldSlot {
  return {
    name: prefix + field.name,
    label: `${index === 0 ? '' : ','}${JSON.stringify(field.name)}:`,
    nullable: field.nullable,
    misfit,
    plain: codec.plain,
    read: codec.reader(projection.take(codec.columns)),
  };
}

function prepareChild(resource: Resource, parent: ResourceBinding, name: string): PreparedChild {
  const child = resource.children.find((candidate) => candidate.name === name);
  const binding = parent.children.find((candidate) => candidate.child === name);
  if (child === undefined || binding === undefined)
    throw new UnusableBinding(`${name} is not defined and bound as children`);
  const projection = new Projection();
  const fields = bindFields(child.fields, binding.fields);
  const slots = [...fields.values()].map((field, index) => slotOf(field, { projection, prefix: `${name}.`, index }));
  const matchAt = projection.take(binding.match.map(({ column }) => column));
  return { child, binding, columns: projection.columns, slots, matchAt, where: binding.rows.flatMap(rowCondition) };
}

function rowCondition({ column, values }: RowCondition): readonly Predicate[] {
  return equalsAny(
    column,
    values.map((code) => legacyCode(column, code)),
  );
}
