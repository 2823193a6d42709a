// The ERP's words, made fit for people's eyes. It must never let a control character through.

const MOST_CHARACTERS = 300;

/** Control characters, line separators, and the marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** One line of at most 300 characters. */
export function cleanMessage(text: string): string {
  const line = text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length > MOST_CHARACTERS ? characters.slice(0, MOST_CHARACTERS).join('') : line;
}

/** Whether a text could be a code, a key or an id as it stands: no control characters, and of a sane length. */
export function isPlainWord(text: string): boolean {
  return text.length <= MOST_CHARACTERS && !new RegExp(UNSEEN.source, 'u').test(text);
}
