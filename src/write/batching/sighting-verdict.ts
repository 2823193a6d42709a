// What one look for a file means. Pure. It must never call a folder that could not be looked at empty.
import type { Sighting } from '../../legacy/file-drop.js';

/** What a look says. Only `not-published` must be seen twice. */
export type SightVerdict =
  | { readonly kind: 'published' }
  | { readonly kind: 'not-published' }
  | { readonly kind: 'other-file'; readonly reason: string }
  | { readonly kind: 'open'; readonly reason: string };

/** The same file anywhere, or its acknowledgement, is a yes, whatever else was seen. */
export function verdictOf({ inbox, archive, acknowledgement }: Sighting): SightVerdict {
  if (inbox === 'same' || archive === 'same' || acknowledgement === 'present') return { kind: 'published' };
  const others = [inbox === 'different' && 'inbox', archive === 'different' && 'archive'].filter(
    (each) => each !== false,
  );
  if (others.length > 0)
    return { kind: 'other-file', reason: `Another file of this name lies in the ${others.join(' and in the ')}.` };
  const hidden = Object.entries({ inbox, archive, acknowledgements: acknowledgement })
    .filter(([, sight]) => sight === 'unreadable')
    .map(([folder]) => folder);
  if (hidden.length === 0) return { kind: 'not-published' };
  return { kind: 'open', reason: `These folders cannot be looked at: ${hidden.join(', ')}.` };
}
