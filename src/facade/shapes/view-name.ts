// Two-part view names as authors write them. It must never quote: adapters do.
import type { ViewName } from '../binding.js';

/** `api.Parcels` taken apart at its first point. */
export function parseViewName(text: string): ViewName {
  const point = text.indexOf('.');
  return { schema: text.slice(0, point), name: text.slice(point + 1) };
}

/** `api.Parcels`. */
export function viewNameText(view: ViewName): string {
  return `${view.schema}.${view.name}`;
}
