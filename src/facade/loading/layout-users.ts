// Which operation uses which layout. A layout belongs to one operation: its numbers and its order are that operation's.
import type { LayoutDraft } from '../layouts/layout-draft.js';
import type { WriteFormat } from '../format-of-writes/write-format.js';
import type { ReadLayout } from './read-layout-file.js';
import type { ResourceDraft } from './read-resource.js';

/** Layout → the first operation that names it, in the order of files. */
export function layoutUsers(resources: readonly ResourceDraft[]): ReadonlyMap<string, string> {
  const uses = resources.flatMap(({ name, sound }) =>
    Object.entries(sound?.sections.operations ?? {}).flatMap(([operation, format]) => {
      const layout = (format as WriteFormat | undefined)?.drop?.layout;
      return layout === undefined ? [] : [[layout, `${name}.${operation}`] as const];
    }),
  );
  return new Map(uses.reverse());
}

/** Warns of layouts that no operation names. A resource that cannot be read may be the one that does. */
export function warnOfUnused(
  layouts: readonly ReadLayout[],
  users: ReadonlyMap<string, string>,
  resources: readonly ResourceDraft[],
): void {
  if (resources.some(({ sound }) => sound?.sections.operations === undefined)) return;
  for (const { name, draft } of layouts) {
    if (draft !== undefined && !users.has(name)) warnOf(draft);
  }
}

function warnOf({ spot }: LayoutDraft): void {
  spot.in('layout').warning('no operation uses this layout.');
}
