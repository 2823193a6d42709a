// Whether the files of two layouts can be told apart where they lie side by side.
// It must never let two layouts give one name: the name is the fence against a second file.
import type { DropBinding, Layout } from '../binding-of-drops.js';
import type { LayoutDrafts } from '../layouts/layout-draft.js';
import { shapeOf } from '../layouts/template-parts.js';

/** Reports layouts of one channel whose files, or acknowledgements, have the same names. */
export function checkNamesApart(drops: readonly DropBinding[], drafts: LayoutDrafts): void {
  const taken = new Map<string, string>();
  for (const { channel, layout } of drops) {
    for (const { shape, path } of namesOf(layout)) {
      const known = JSON.stringify([channel, path, shape]);
      const other = taken.get(known);
      if (other !== undefined) {
        drafts
          .get(layout.name)
          ?.spot.in(...path)
          .error(`gives the same names as that of ${other}, which goes through ${channel} too.`);
      }
      taken.set(known, other ?? layout.name);
    }
  }
}

function namesOf({
  fileName,
  acknowledgement,
}: Layout): readonly { readonly shape: string; readonly path: readonly string[] }[] {
  const file = { shape: shapeOf(fileName), path: ['file'] };
  if (acknowledgement.kind === 'none') return [file];
  return [file, { shape: shapeOf(acknowledgement.fileName, fileName), path: ['acknowledgement', 'file'] }];
}
