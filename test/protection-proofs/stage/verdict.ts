// What a proof comes to: the promises that were broken, and the figures that were measured.
import { loadavg } from 'node:os';

/** One proof. */
export interface Verdict {
  /** Every violation, in sentences. */
  readonly violations: readonly string[];
  readonly figures: Readonly<Record<string, unknown>>;
}

/** A sentence where a bar was missed, or nothing. */
export function missed(isMissed: boolean, sentence: string): readonly string[] {
  return isMissed ? [sentence] : [];
}

/** Load at the ERP, as it counted itself. A run that never came near the ceiling proves nothing. */
export function judgeLoad(highest: number, ceiling: number): readonly string[] {
  return [
    ...missed(highest > ceiling, `${highest} statements were at the ERP at once, ${ceiling} are allowed`),
    ...missed(highest <= ceiling / 2, `only ${highest} statements were at the ERP at once: the run proves nothing`),
  ];
}

/** Shows the figures to whoever watches a run. */
export function tellFigures(name: string, { violations, figures }: Verdict): void {
  if (process.env['TORTURE_TELL'] === undefined) return;
  process.stdout.write(`${JSON.stringify({ proof: name, load: loadavg()[0], violations, ...figures })}\n`);
}
