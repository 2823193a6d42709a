// T-SQL's LIKE patterns as regular expressions: %, _, [a-z], [^a-z] and an escape character; case is ignored.

const CAPACITY = 500;
const compiled = new Map<string, RegExp>();

/** The pattern as a regular expression, kept for the next row. */
export function likePattern(pattern: string, escape?: string): RegExp {
  const key = `${escape ?? ''}\0${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  if (compiled.size >= CAPACITY) compiled.clear();
  const expression = new RegExp(translate(pattern, escape), 'isu');
  compiled.set(key, expression);
  return expression;
}

/** A leading or trailing % becomes a missing anchor, which the engine searches faster than `.*`. */
function translate(pattern: string, escape: string | undefined): string {
  const parts = pieces(Array.from(pattern), escape);
  if (parts.length === 1 && parts[0] === ANYTHING) return '';
  const opens = parts[0] === ANYTHING;
  const closes = parts.length > 1 && parts.at(-1) === ANYTHING;
  const inner = parts.slice(opens ? 1 : 0, closes ? -1 : undefined);
  return `${opens ? '' : '^'}${inner.join('')}${closes ? '' : '$'}`;
}

const ANYTHING = '.*';

/** Each wildcard, set or character of the pattern as a piece of a regular expression. */
function pieces(characters: readonly string[], escape: string | undefined): string[] {
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const setEnd = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (character === escape) {
      at += 1;
      parts.push(literal(characters[at] ?? escape));
    } else if (setEnd > 0) {
      parts.push(characterSet(characters.slice(at + 1, setEnd).join('')));
      at = setEnd;
    } else {
      parts.push(wildcard(character) ?? literal(character));
    }
  }
  return parts;
}

function wildcard(character: string): string | undefined {
  if (character === '%') return ANYTHING;
  return character === '_' ? '.' : undefined;
}

function characterSet(inside: string): string {
  const negated = inside.startsWith('^');
  const body = (negated ? inside.slice(1) : inside).replace(/[\\\]^[]/g, '\\$&');
  const ranged = body.replace(/^-|-$/g, '\\-');
  return `[${negated ? '^' : ''}${ranged}]`;
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
