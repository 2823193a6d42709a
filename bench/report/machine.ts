// The machine a run was made on, without its name.
import { cpus, loadavg, totalmem } from 'node:os';
import { CAN_PIN } from '../processes/measured-process.js';
import { startFlags } from '../processes/start-flags.js';

/** One line: date, cores, memory, runtime, and how busy the machine was before. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const pinned = CAN_PIN ? 'pinned' : 'not pinned';
  const flags = startFlags().join(' ') || 'no Node flags';
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${model}), ${memory}, Node ${process.versions.node} (${flags}), processes ${pinned}, load before the run ${load}`;
}
