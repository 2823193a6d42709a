// The last table: every target with its verdict.
import { table } from './table.js';
import { NOISE, verdictOf } from './targets.js';
import type { Target } from './targets.js';

export function verdicts(targets: readonly Target[]): string {
  const rows = targets.map((target) => [
    target.name,
    Number.isNaN(target.value) ? 'not measured' : `${target.value.toFixed(2)} ${target.unit}`,
    `${target.kind} ${target.bound} ${target.unit}`,
    verdictOf(target),
  ]);
  const note = `A run fails when a target is missed by more than ${NOISE * 100} %, the noise of this measurement.`;
  return ['## Targets', '', table(['target', 'measured', 'bound', 'verdict'], rows), '', note].join('\n');
}
