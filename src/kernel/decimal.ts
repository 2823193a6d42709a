// Exact decimal numbers as text: sign, digits, point, digits. It must never pass through a binary double.

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal taken apart; `whole` has no leading zeros (except a lone `0`), `fraction` no trailing ones. */
interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function takeApart(text: string): Parts | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  return { negative: match[1] === '-' && !(whole === '0' && fraction === ''), whole, fraction };
}

/**
 * The canonical form with exactly `scale` digits after the point (`1.5` at scale 2 is `1.50`), or undefined when the
 * text is no plain decimal (no exponent, no plus sign), or needs more than `scale` fraction digits or more than
 * `precision - scale` whole digits. Nothing is ever rounded.
 */
export function fitDecimal(text: string, precision: number, scale: number): string | undefined {
  const parts = takeApart(text);
  if (parts === undefined || parts.fraction.length > scale) return undefined;
  if (parts.whole !== '0' && parts.whole.length > precision - scale) return undefined;
  const fraction = scale === 0 ? '' : `.${parts.fraction.padEnd(scale, '0')}`;
  return `${parts.negative ? '-' : ''}${parts.whole}${fraction}`;
}
