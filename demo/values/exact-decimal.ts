// Decimals beyond what a double keeps: exact arithmetic on digits, and a text form whose order is the order of the
// numbers. SQLite would turn such a decimal into a double; as marked text it stays exact, sortable and comparable.

/** First character of the sortable form; private use, so that no ordinary text starts with it. */
const MARK = '\uE000';
const INTEGER_DIGITS = 38;

/** True for the sortable form. */
export function isSortable(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith(MARK);
}

/** Decimal text from either form. */
export function plainDecimal(text: string): string {
  return isSortable(text) ? fromSortable(text) : text;
}

/** '-12.50' -> its sortable form; equal numbers get equal text whatever their scale. */
export function toSortable(decimal: string): string {
  const { negative, whole, fraction } = parts(decimal);
  const digits = whole.padStart(INTEGER_DIGITS, '0') + (fraction === '' ? '' : `.${fraction}`);
  return negative ? `${MARK}n${complement(digits)}~` : `${MARK}p${digits}`;
}

/** The sortable form -> '-12.5'. */
export function fromSortable(sortable: string): string {
  const negative = sortable.charAt(1) === 'n';
  const digits = negative ? complement(sortable.slice(2, -1)) : sortable.slice(2);
  const plain = digits.replace(/^0+(?=\d)/, '');
  return negative ? `-${plain}` : plain;
}

/** The digits of a decimal at a scale, rounded half away from zero: ('1.005', 2) -> 101n. */
export function scaledDigits(decimal: string, scale: number): bigint {
  const { negative, whole, fraction } = parts(decimal);
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const rounded = fraction.charAt(scale) >= '5' ? kept + 1n : kept;
  return negative ? -rounded : rounded;
}

/** (101n, 2) -> '1.01'. */
export function fromDigits(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const plain = scale === 0 ? whole : `${whole}.${text.slice(-scale)}`;
  return digits < 0n ? `-${plain}` : plain;
}

/** Decimal text, sortable form, number or integer -> decimal text of this scale; undefined when it is no number. */
export function decimalText(value: string | number | bigint, scale: number): string | undefined {
  if (typeof value === 'bigint') return fromDigits(value * 10n ** BigInt(scale), scale);
  if (typeof value === 'number') return numberText(value, scale);
  const plain = plainDecimal(value).trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  return fromDigits(scaledDigits(plain, scale), scale);
}

function numberText(value: number, scale: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (Math.abs(value) >= 1e21) return fromDigits(BigInt(value) * 10n ** BigInt(scale), scale);
  const text = value.toFixed(scale);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

function parts(decimal: string): { negative: boolean; whole: string; fraction: string } {
  const match = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(decimal);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  return { negative: match?.[1] === '-' && whole + fraction !== '', whole: whole === '' ? '0' : whole, fraction };
}

function complement(digits: string): string {
  return digits.replace(/\d/g, (digit) => String(9 - Number(digit)));
}
