// Faults as text for terminals, one line each, so that editors can jump to them.
// It must never print them in the order they happened to be found.
import { compareFaults } from '../facade-fault.js';
import type { FacadeFault } from '../facade-fault.js';

/** `resources/orders.yaml:23:5 error resources.orders.binding.map.status: …`, sorted by place, with a last line that counts. */
export function renderFaults(faults: readonly FacadeFault[]): string {
  const lines = [...faults].sort(compareFaults).map(line);
  const errors = faults.filter((fault) => fault.severity === 'error').length;
  return [...lines, `${counted(errors, 'error')}, ${counted(faults.length - errors, 'warning')}`].join('\n');
}

function line({ file, line: row, column, severity, path, message }: FacadeFault): string {
  return `${file}:${row}:${column} ${severity} ${path === '' ? '' : `${path}: `}${message}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
