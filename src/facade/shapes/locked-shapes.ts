// The shapes of views and procedures as the facade folder remembers them. It must never ask a server.
import type { Column, ViewName, ViewShape } from '../binding.js';
import { columnOfText } from './column-text.js';
import type { ProcedureDeclaration, ProceduresByChannel } from './procedure-declaration.js';
import type { ShapeLockFile } from './shape-lock-file.js';
import { parseViewName, viewNameText } from './view-name.js';

/** Shapes by source name; the form in which a lock is read, rendered and compared. */
export type ShapesBySource = ReadonlyMap<string, readonly ViewShape[]>;

/** Finds columns by source and view, parameters by channel and procedure. */
export class LockedShapes {
  readonly #columns = new Map<string, ReadonlyMap<string, Column>>();
  readonly #procedures = new Map<string, ProcedureDeclaration>();

  constructor(shapes: ShapesBySource, procedures: ProceduresByChannel = new Map()) {
    for (const [source, views] of shapes) {
      for (const { view, columns } of views) {
        this.#columns.set(placeOf(source, view), new Map(columns.map((column) => [column.name, column])));
      }
    }
    for (const [channel, declarations] of procedures) {
      for (const declaration of declarations) {
        this.#procedures.set(placeOf(channel, declaration.procedure), declaration);
      }
    }
  }

  /** The columns of a view by name, or undefined when the lock does not know the view. */
  view(source: string, view: ViewName): ReadonlyMap<string, Column> | undefined {
    return this.#columns.get(placeOf(source, view));
  }

  /** The parameters of a procedure, or undefined when the lock does not know it. */
  procedure(channel: string, procedure: ViewName): ProcedureDeclaration | undefined {
    return this.#procedures.get(placeOf(channel, procedure));
  }
}

const placeOf = (source: string, view: ViewName): string => `${source}/${viewNameText(view)}`;

/** The shapes a lock file holds. */
export function shapesOfLock(file: ShapeLockFile): ShapesBySource {
  const sources = Object.entries(file.sources);
  return new Map(sources.map(([source, views]) => [source, Object.entries(views).map(viewShape)]));
}

function viewShape([view, columns]: readonly [string, Readonly<Record<string, string>>]): ViewShape {
  return { view: parseViewName(view), columns: Object.entries(columns).map(columnOfText) };
}
