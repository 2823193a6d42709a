// The ERP's idea of now: civil time of Europe/Copenhagen, as numbers and as text, without a zone.
// It turns a given instant into these; the instant comes from whoever calls.

/** An instant as the ERP writes it. */
export interface LocalTime {
  /** yyyymmdd */
  readonly date: number;
  /** hhmmss */
  readonly time: number;
  /** `2026-11-15 09:30:00.25`, without a zero fraction, as the engine stores a DATETIME2 */
  readonly text: string;
}

// The Swedish locale writes dates in the ISO order.
const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `at` in milliseconds since 1970. */
export function localTime(at: number): LocalTime {
  const whole = format.format(at);
  const [date = '', time = ''] = whole.split(' ');
  const milliseconds = ((at % 1000) + 1000) % 1000;
  const fraction = String(Math.floor(milliseconds)).padStart(3, '0').replace(/0+$/, '');
  return {
    date: Number(date.replaceAll('-', '')),
    time: Number(time.replaceAll(':', '')),
    text: fraction === '' ? whole : `${whole}.${fraction}`,
  };
}
