// What other programs did to a measurement, in words and as a verdict.
import { NOISE } from './targets.js';

/** True when other programs used so much of the machine that throughput means nothing. */
export function isDisturbed(foreign: number): boolean {
  return foreign > NOISE;
}

export function machineLine(foreign: number): string {
  const share = `Other programs used ${(foreign * 100).toFixed(0)} % of the machine meanwhile`;
  return isDisturbed(foreign)
    ? `${share}: throughput was not measured, and CPU is too high. Run it alone.`
    : `${share}.`;
}
