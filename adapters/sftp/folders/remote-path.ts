// Paths at the server. Names come from outside, so a name must be one: it must never lead out of its folder.

/** True for a name that stays in its folder on any server, Windows included. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\]|\p{Cc}/u.test(name);
}

/** The path of a file in a folder. Throws when the name is none. */
export function pathOf(folder: string, name: string): string {
  if (!isPlainName(name)) throw new RangeError(`${JSON.stringify(name.slice(0, 100))} is not a plain file name`);
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
