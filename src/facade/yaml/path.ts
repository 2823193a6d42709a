// The way from the top of a YAML file to one of its values. It must never be shown to callers of the API.

export type PathSegment = string | number;
export type Path = readonly PathSegment[];

/** A key that tells any two paths apart, whatever their segments contain. */
export function pathKey(path: Path): string {
  return JSON.stringify(path);
}

/** For people: `binding.map.status.codes[0].when`. */
export function pathText(path: Path): string {
  return path.map((segment, index) => segmentText(segment, index === 0)).join('');
}

function segmentText(segment: PathSegment, first: boolean): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return first ? segment : `.${segment}`;
}
