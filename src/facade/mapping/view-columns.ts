// The columns of one view while a binding is joined. It must never fail twice for one view that nobody locked.
import type { Column, ViewName } from '../binding.js';
import type { LockedShapes } from '../shapes/locked-shapes.js';
import { unknownColumn } from '../shapes/sql-type.js';
import { viewNameText } from '../shapes/view-name.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** Finds columns by name; what it cannot find is a fault, and a column of unknown type keeps the other checks going. */
export class ViewColumns {
  constructor(
    private readonly view: ViewName,
    private readonly columns: ReadonlyMap<string, Column> | undefined,
  ) {}

  find(name: string, spot: Spot): Column {
    const column = this.columns?.get(name);
    if (column !== undefined) return column;
    if (this.columns !== undefined) spot.error(this.#absent(name, [...this.columns.keys()]));
    return unknownColumn(name);
  }

  #absent(name: string, names: readonly string[]): string {
    const view = viewNameText(this.view);
    return `${view} has no column "${name}".${didYouMean(name, names)} It has: ${names.join(', ')}.`;
  }
}

/** Looks a view up in the locked shapes; a view that is not there is one error at `spot`. */
export function columnsOfView(
  shapes: LockedShapes | undefined,
  source: string | undefined,
  view: ViewName,
  spot: Spot,
): ViewColumns {
  if (shapes === undefined || source === undefined) return new ViewColumns(view, undefined);
  const columns = shapes.view(source, view);
  if (columns === undefined) {
    spot.error(
      `${viewNameText(view)} is not in shape.lock.yaml, so the types of its columns are not known. ` +
        '`npx banyan check --live` asks the server and writes it.',
    );
  }
  return new ViewColumns(view, columns);
}
