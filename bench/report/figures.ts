// Figures as people read them: median (least–most).
import type { Spread } from '../measures/spread.js';

const spread =
  (digits: number, unit: string) =>
  ({ median, least, most }: Spread): string =>
    `${median.toFixed(digits)}${unit} (${least.toFixed(digits)}–${most.toFixed(digits)})`;

export const ratio = spread(2, ' ×');
export const millis = spread(3, ' ms');
export const micros = spread(1, '');
export const seconds = spread(2, ' s');
export const count = spread(0, '');
export const percent = ({ median }: Spread): string => `${(median * 100).toFixed(0)} %`;
