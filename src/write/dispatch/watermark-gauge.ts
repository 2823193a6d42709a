// Reads how fresh a source is, for proving that something did not happen. It must never answer from memory: only a
// reading made after the end of a session says anything about it.
import type { SourceBinding } from '../../facade/binding.js';
import { codecOf } from '../../legacy/codec-of-field.js';
import type { Reader } from '../../legacy/codec.js';
import { columnType } from '../../legacy/codecs/column-type.js';
import type { WatermarkPlan } from '../../legacy/read-plan.js';
import { required } from './dispatch-context.js';
import { readAtSource } from './read-at-source.js';
import type { Outside } from './read-at-source.js';

/** The watermark of one source. */
export interface WatermarkGauge {
  readonly plan: WatermarkPlan;
  readonly reader: Reader;
}

/** The gauge of a source, or undefined when it says nothing about its age. Throws UnusableBinding. */
export function watermarkGauge({ name, watermark }: SourceBinding): WatermarkGauge | undefined {
  if (watermark === undefined) return undefined;
  const { view, column, timezone } = watermark;
  const civil = columnType(column).family === 'civil';
  const format = civil ? ({ kind: 'local', timezone: timezone ?? 'UTC' } as const) : ({ kind: 'plain' } as const);
  const codec = codecOf({ type: { kind: 'instant' } }, { kind: 'column', column, trim: false, format });
  const plan = Object.freeze({ kind: 'watermark' as const, operation: 'watermark', source: name, view, column });
  return { plan, reader: codec.reader([0]) };
}

/** Everything the source answers from now on is at least as fresh as this, in epoch milliseconds; undefined if unknown. */
export async function readWatermark(outside: Outside, source: string): Promise<number | undefined> {
  const gauge = watermarkGauge(required(outside.sourceBindings, source));
  if (gauge === undefined) return undefined;
  const [row] = await readAtSource(outside, gauge.plan);
  const instant = row === undefined ? null : gauge.reader(row);
  return typeof instant === 'string' ? Date.parse(instant) : undefined;
}
