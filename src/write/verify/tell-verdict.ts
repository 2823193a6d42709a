// Tells what one question about a command found. It must never tell what the found row holds.
import type { Command } from '../command.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { Verdict } from './verdict.js';

/** One observation per question. */
export function tellVerdict(
  { observe, writes }: Pick<DispatchContext, 'observe' | 'writes'>,
  command: Command,
  verdict: Verdict,
): void {
  const { id: commandId, correlationId, operation, version } = command;
  const source = writes.find(version, operation)?.question?.asked ?? 'none';
  const told = verdict.kind === 'ambiguous' ? 'open' : verdict.kind;
  const reason = 'reason' in verdict ? verdict.reason : undefined;
  observe({ kind: 'verification-ended', commandId, correlationId, operation, source, verdict: told, reason });
}
