// A table-valued parameter, from YAML to the catalogue: one row per entry of a child list.
// It must never leave a column of the type without a value: rows are sent whole.
import type { ProcedureParameter } from '../binding-of-commands.js';
import type { TableValueFormat } from '../format-of-writes/procedure-format.js';
import type { ParameterDeclaration } from '../shapes/procedure-declaration.js';
import { viewNameText } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { joinValue } from './join-value.js';
import type { WriteSite } from '../writing/write-site.js';

type TableDeclaration = Extract<ParameterDeclaration, { kind: 'table' }>;

/** The parameter; `spot` is its place. */
export function joinTable(
  format: TableValueFormat,
  declaration: TableDeclaration,
  site: WriteSite,
  spot: Spot,
): ProcedureParameter | undefined {
  const type = viewNameText(declaration.type);
  const names = declaration.columns.map((column) => column.name);
  if (format.table !== type) spot.in('table').error(`${declaration.name} is a table of type ${type}.`);
  else if (names.length === 0) spot.in('table').error(`${type} has no columns in shape.lock.yaml. ${ASK_THE_SERVER}`);
  for (const name of Object.keys(format.columns)) {
    if (names.length > 0 && !names.includes(name)) {
      spot
        .in('columns', name)
        .errorAtKey(`${type} has no column "${name}".${didYouMean(name, names)} It has: ${names.join(', ')}.`);
    }
  }
  const child = childOf(format, site, spot.in('columns'));
  if (child === undefined) return undefined;
  const columns = joinColumns(format, declaration, { ...site, child }, spot.in('columns'));
  return { kind: 'table', name: declaration.name, type: declaration.type, child, columns };
}

const ASK_THE_SERVER = '`npx banyan check --live` asks the server and writes it.';

function joinColumns(
  format: TableValueFormat,
  declaration: TableDeclaration,
  site: WriteSite & { readonly child: string },
  spot: Spot,
): Extract<ProcedureParameter, { kind: 'table' }>['columns'] {
  return declaration.columns.flatMap((column) => {
    const place = spot.in(column.name);
    const entry = Object.hasOwn(format.columns, column.name) ? format.columns[column.name] : undefined;
    if (entry === undefined) {
      const type = viewNameText(declaration.type);
      if (!place.isWritten) spot.error(`${type}.${column.name} gets no value: every column of the table needs one.`);
      return [];
    }
    const value = joinValue(entry, column, site, place);
    if (value === undefined) return [];
    if (!column.nullable && value.kind === 'field') checkAlwaysThere(value.field, column.name, site, place);
    return [{ column, value }];
  });
}

/** A column without NULL needs a field that is always sent. */
function checkAlwaysThere(
  name: string,
  column: string,
  site: WriteSite & { readonly child: string },
  spot: Spot,
): void {
  const input = site.input.children.find((each) => each.child === site.child)?.fields;
  const field = site.resource.children
    .find((each) => each.name === site.child)
    ?.fields.find((each) => each.name === name);
  if (input?.find((each) => each.field === name)?.required !== true || field?.nullable === true) {
    spot.error(`${column} is not null, and ${name} can be absent or null: make it required.`);
  }
}

/** The one child list that the columns name. */
function childOf(format: TableValueFormat, site: WriteSite, spot: Spot): string | undefined {
  const names = Object.values(format.columns).flatMap((value) =>
    typeof value === 'string' && !value.startsWith('$') ? [value] : [],
  );
  const lists = [...new Set(names.map((name) => name.split('.')[0] ?? ''))];
  const known = site.input.children.map((each) => each.child);
  const named = lists.filter((list) => known.includes(list));
  if (named.length > 1) spot.error(`takes the entries of one list, and ${named.join(' and ')} are several.`);
  const [child] = named;
  if (child === undefined && !lists.some((list) => site.spot.in('input', list).isFaulty)) {
    const there = known.length === 0 ? 'The input has none.' : `The input has: ${known.join(', ')}.`;
    spot.error(`must name the fields of a child list, such as lines.itemId. ${there}`);
  }
  return child;
}
