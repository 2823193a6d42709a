// Content negotiation for the one representation there is (RFC 9110, section 12.5.1).
// It must never refuse a caller that has no preference.

/** How well a media range fits `application/json`: 0 not at all, the more specific the higher. */
function specificity(range: string): number {
  if (range === 'application/json') return 3;
  if (range === 'application/*') return 2;
  return range === '*/*' ? 1 : 0;
}

/** The quality of a range's parameters; 1 when none is given or it cannot be read. */
function quality(parameters: readonly string[]): number {
  const text = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
  const value = text === undefined ? 1 : Number(text);
  return Number.isNaN(value) ? 1 : value;
}

/**
 * True when a caller with this Accept field takes `application/json`. The most specific range that fits decides;
 * parameters other than q are ignored, because JSON has none. No field, or an empty one, accepts anything.
 */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '' || accept === '*/*' || accept === 'application/json') return true;
  let best = { specificity: 0, quality: 0 };
  for (const element of accept.split(',')) {
    const [range = '', ...parameters] = element.split(';');
    const found = { specificity: specificity(range.trim().toLowerCase()), quality: quality(parameters) };
    if (found.specificity > best.specificity) best = found;
  }
  return best.quality > 0;
}
