// Whether a caller's validator still holds (RFC 9110, sections 8.8.3 and 13.1.2).

const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/** If-None-Match against the tag of a present representation: `*` matches any, comparison is weak. */
export function matchesAny(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = weak(etag);
  return (ifNoneMatch.match(ENTITY_TAG) ?? []).some((tag) => weak(tag) === opaque);
}

function weak(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
