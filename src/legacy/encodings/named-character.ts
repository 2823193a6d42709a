// How one character is shown to people. It must never show an invisible one as itself.

/** `"€" (U+20AC)`; what nobody sees, such as a control character, by its number only. */
export function namedCharacter(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `"${character}" (${code})` : code;
}
