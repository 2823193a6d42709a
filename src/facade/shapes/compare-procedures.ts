// What changed at the ERP's procedures since they were locked. It must never judge whether the facade still fits;
// loading does.
import { columnText, parameterText } from './column-text.js';
import { parameterName } from './procedure-declaration.js';
import type { ParameterDeclaration, ProcedureDeclaration, ProceduresByChannel } from './procedure-declaration.js';
import { viewNameText } from './view-name.js';

interface Place {
  readonly channel: string;
  /** `erp.BookParcel` */
  readonly procedure: string;
}

/** One difference. A new procedure breaks nothing; a new parameter may have no default, so it can. */
export type ProcedureDifference = Place &
  (
    | { readonly kind: 'procedure-missing' | 'procedure-new' }
    | { readonly kind: 'parameter-missing' | 'parameter-new'; readonly parameter: string }
    | {
        readonly kind: 'parameter-changed';
        readonly parameter: string;
        /** Type and direction; of a table type its columns too. */
        readonly locked: string;
        readonly live: string;
      }
  );

/** Whether a difference is only worth a note. */
export function isProcedureNote({ kind }: ProcedureDifference): boolean {
  return kind === 'procedure-new';
}

/** Every difference, by channel, procedure and parameter in the order of the lock, what is new last. */
export function compareProcedures(
  locked: ProceduresByChannel,
  live: ProceduresByChannel,
): readonly ProcedureDifference[] {
  const channels = [...new Set([...locked.keys(), ...live.keys()])];
  return channels.flatMap((channel) => compareChannel(channel, locked.get(channel) ?? [], live.get(channel) ?? []));
}

function compareChannel(
  channel: string,
  locked: readonly ProcedureDeclaration[],
  live: readonly ProcedureDeclaration[],
): readonly ProcedureDifference[] {
  const before = new Map(locked.map((each) => [viewNameText(each.procedure), each]));
  const now = new Map(live.map((each) => [viewNameText(each.procedure), each]));
  const known = [...before].flatMap(([procedure, declaration]): readonly ProcedureDifference[] => {
    const other = now.get(procedure);
    if (other === undefined) return [{ channel, procedure, kind: 'procedure-missing' }];
    return compareParameters({ channel, procedure }, declaration, other);
  });
  const added = [...now.keys()].filter((procedure) => !before.has(procedure));
  return [...known, ...added.map((procedure) => ({ channel, procedure, kind: 'procedure-new' }) as const)];
}

function compareParameters(
  place: Place,
  locked: ProcedureDeclaration,
  live: ProcedureDeclaration,
): readonly ProcedureDifference[] {
  const before = new Map(locked.parameters.map((each) => [parameterName(each), each]));
  const now = new Map(live.parameters.map((each) => [parameterName(each), each]));
  const known = [...before].flatMap(([parameter, declaration]): readonly ProcedureDifference[] => {
    const other = now.get(parameter);
    if (other === undefined) return [{ ...place, kind: 'parameter-missing', parameter }];
    const texts = { locked: wholeText(declaration), live: wholeText(other) };
    return texts.locked === texts.live ? [] : [{ ...place, kind: 'parameter-changed', parameter, ...texts }];
  });
  const added = [...now.keys()].filter((parameter) => !before.has(parameter));
  return [...known, ...added.map((parameter) => ({ ...place, kind: 'parameter-new', parameter }) as const)];
}

/** Rows are sent column by column, so the order of a table type's columns counts too. */
function wholeText(declaration: ParameterDeclaration): string {
  const text = parameterText(declaration);
  if (declaration.kind === 'scalar') return text;
  return `${text} (${declaration.columns.map((column) => `${column.name} ${columnText(column)}`).join(', ')})`;
}

/** One line for people. */
export function procedureDifferenceText(difference: ProcedureDifference): string {
  const procedure = `${difference.channel}: ${difference.procedure}`;
  switch (difference.kind) {
    case 'procedure-missing':
      return `${procedure} does not exist at the server, or this login may not see it`;
    case 'procedure-new':
      return `${procedure} is not in the lock yet`;
    case 'parameter-missing':
      return `${procedure} has no parameter ${difference.parameter} any more`;
    case 'parameter-new':
      return `${procedure} has a new parameter ${difference.parameter}`;
    case 'parameter-changed':
      return `${procedure}.${difference.parameter} was ${difference.locked} and is ${difference.live}`;
  }
}
