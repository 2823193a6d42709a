// What changed at the ERP since its shapes were locked. It must never judge whether the facade still fits; loading does.
import type { Column, ViewShape } from '../binding.js';
import type { ShapesBySource } from './locked-shapes.js';
import { viewNameText } from './view-name.js';

interface Place {
  readonly source: string;
  /** `api.Parcels` */
  readonly view: string;
}

/** One difference. Everything but a new view or column can break what is served. */
export type ShapeDifference = Place &
  (
    | { readonly kind: 'view-missing' | 'view-new' }
    | { readonly kind: 'column-missing' | 'column-new'; readonly column: string }
    | { readonly kind: 'type-changed'; readonly column: string; readonly locked: string; readonly live: string }
    | { readonly kind: 'nullability-changed'; readonly column: string; readonly nullable: boolean }
  );

/** Whether a difference is only worth a note. */
export function isNote(difference: ShapeDifference): boolean {
  return difference.kind === 'view-new' || difference.kind === 'column-new';
}

/** Every difference, by source, view and column in the order of the lock, what is new last. */
export function compareShapes(locked: ShapesBySource, live: ShapesBySource): readonly ShapeDifference[] {
  const sources = [...new Set([...locked.keys(), ...live.keys()])];
  return sources.flatMap((source) => compareViews(source, locked.get(source) ?? [], live.get(source) ?? []));
}

function compareViews(source: string, locked: readonly ViewShape[], live: readonly ViewShape[]): ShapeDifference[] {
  const before = new Map(locked.map((shape) => [viewNameText(shape.view), shape]));
  const now = new Map(live.map((shape) => [viewNameText(shape.view), shape]));
  const known = [...before].flatMap(([view, shape]): ShapeDifference[] => {
    const other = now.get(view);
    const place = { source, view };
    return other === undefined ? [{ ...place, kind: 'view-missing' }] : compareColumns(place, shape, other);
  });
  const added = [...now.keys()].filter((view) => !before.has(view));
  return [...known, ...added.map((view): ShapeDifference => ({ source, view, kind: 'view-new' }))];
}

function compareColumns(place: Place, locked: ViewShape, live: ViewShape): ShapeDifference[] {
  const before = new Set(locked.columns.map((column) => column.name));
  const now = new Map(live.columns.map((column) => [column.name, column]));
  const known = locked.columns.flatMap((column) => compareColumn(place, column, now.get(column.name)));
  const added = live.columns.filter((column) => !before.has(column.name));
  return [...known, ...added.map(({ name }): ShapeDifference => ({ ...place, kind: 'column-new', column: name }))];
}

function compareColumn(place: Place, locked: Column, live: Column | undefined): ShapeDifference[] {
  const column = locked.name;
  if (live === undefined) return [{ ...place, kind: 'column-missing', column }];
  const differences: ShapeDifference[] = [];
  if (locked.type !== live.type) {
    differences.push({ ...place, kind: 'type-changed', column, locked: locked.type, live: live.type });
  }
  if (locked.nullable !== live.nullable) {
    differences.push({ ...place, kind: 'nullability-changed', column, nullable: live.nullable });
  }
  return differences;
}

/** One line for people. */
export function shapeDifferenceText(difference: ShapeDifference): string {
  const view = `${difference.source}: ${difference.view}`;
  switch (difference.kind) {
    case 'view-missing':
      return `${view} does not exist at the server, or this login may not see it`;
    case 'view-new':
      return `${view} is not in the lock yet`;
    case 'column-missing':
      return `${view} has no column ${difference.column} any more`;
    case 'column-new':
      return `${view} has a new column ${difference.column}`;
    case 'type-changed':
      return `${view}.${difference.column} was ${difference.locked} and is ${difference.live}`;
    case 'nullability-changed':
      return `${view}.${difference.column} ${difference.nullable ? 'may be null now' : 'can no longer be null'}`;
  }
}
