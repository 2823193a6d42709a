// The shapes of views as the facade folder remembers them. It must never ask a server.
import type { Column, ViewName, ViewShape } from '../binding.js';
import type { ShapeLockFile } from './shape-lock-file.js';
import { parseViewName, viewNameText } from './view-name.js';

/** Shapes by source name; the form in which a lock is read, rendered and compared. */
export type ShapesBySource = ReadonlyMap<string, readonly ViewShape[]>;

/** Finds columns by source, view and name. */
export class LockedShapes {
  readonly #columns = new Map<string, ReadonlyMap<string, Column>>();

  constructor(shapes: ShapesBySource) {
    for (const [source, views] of shapes) {
      for (const { view, columns } of views) {
        this.#columns.set(placeOf(source, view), new Map(columns.map((column) => [column.name, column])));
      }
    }
  }

  /** The columns of a view by name, or undefined when the lock does not know the view. */
  view(source: string, view: ViewName): ReadonlyMap<string, Column> | undefined {
    return this.#columns.get(placeOf(source, view));
  }
}

const placeOf = (source: string, view: ViewName): string => `${source}/${viewNameText(view)}`;

const NOT_NULL = ' not null';

/** The shapes a lock file holds. */
export function shapesOfLock(file: ShapeLockFile): ShapesBySource {
  const sources = Object.entries(file.sources);
  return new Map(sources.map(([source, views]) => [source, Object.entries(views).map(viewShape)]));
}

function viewShape([view, columns]: readonly [string, Readonly<Record<string, string>>]): ViewShape {
  return { view: parseViewName(view), columns: Object.entries(columns).map(column) };
}

function column([name, text]: readonly [string, string]): Column {
  const nullable = !text.endsWith(NOT_NULL);
  return { name, nullable, type: nullable ? text : text.slice(0, -NOT_NULL.length) };
}
