// Renders the reference of all problem codes for callers and operators. The result is committed as docs/problems.md.
// It must never say anything that is not in the table of codes or in the runbook.
import { PROBLEM_TYPE_BASE, PROBLEMS } from './problem-codes.js';
import type { ProblemCode, ProblemKind } from './problem-codes.js';
import { RUNBOOK } from './runbook.js';

const INTRODUCTION = `# Problems

<!-- Generated from src/problems; do not edit. -->

Every answer that is no success is a problem document (RFC 9457, \`application/problem+json\`). Branch on \`code\`: it is
stable and never used for anything else. \`title\` is the same for every occurrence of a code, \`detail\` and \`errors\` say
what is particular to this one, and \`correlationId\` finds the request in the log.`;

/** The whole reference as Markdown, in the order of the table of codes. */
export function renderProblemReference(): string {
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  return [INTRODUCTION, renderTable(codes), ...codes.map(renderEntry)].join('\n\n') + '\n';
}

/** Padded as Prettier would, so that the committed file passes it. */
function renderTable(codes: readonly ProblemCode[]): string {
  const rows = codes.map((code) => [`[\`${code}\`](#${code})`, String(PROBLEMS[code].status), PROBLEMS[code].title]);
  const table = [['code', 'status', 'title'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(table[0] ?? []), line(rule), ...rows.map(line)].join('\n');
}

function renderEntry(code: ProblemCode): string {
  const kind: ProblemKind = PROBLEMS[code];
  const { cause, check, act } = RUNBOOK[code];
  return [
    `## ${code}`,
    `${kind.status} · ${kind.title} · \`${PROBLEM_TYPE_BASE}${code}\``,
    `For the caller: ${kind.help}`,
    [`- **Cause:** ${cause}`, ...check.map((step) => `- **Check:** ${step}`), `- **Act:** ${act}`].join('\n'),
  ].join('\n\n');
}
