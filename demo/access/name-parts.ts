// A dotted name that arrives as text: '[api].[Orders]' -> ['api', 'Orders'].

/** The parts of a name; brackets and quotes are taken off, `]]` stands for `]`. */
export function nameParts(name: string): string[] {
  return [...name.matchAll(/\[((?:[^\]]|\]\])*)\]|"((?:[^"]|"")*)"|([^.[\]"]+)/g)].map(
    ([, bracketed, quoted, plain]) =>
      bracketed?.replaceAll(']]', ']') ?? quoted?.replaceAll('""', '"') ?? plain?.trim() ?? '',
  );
}
