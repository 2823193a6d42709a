// How an operation reaches the ERP, from YAML to the catalogue: by a procedure or by a record of a file, with what comes
// back from it.
import type { CommandBinding, OrderRule } from '../binding-of-commands.js';
import type { Refusal } from '../binding-of-values.js';
import { joinProcedure } from '../calling/join-procedure.js';
import { joinRefusals } from '../calling/join-refusals.js';
import { joinResults } from '../calling/join-results.js';
import { joinDrop, layoutOf, refusalsOf } from '../dropping/join-drop.js';
import { isWhole } from '../dropping/join-layout.js';
import type { DropFormat } from '../format-of-drops/drop-format.js';
import type { ProcedureFormat } from '../format-of-writes/procedure-format.js';
import type { WriteFormat } from '../format-of-writes/write-format.js';
import type { LayoutDraft } from '../layouts/layout-draft.js';
import { checkAbsence, checkUse } from './check-input.js';
import type { WriteSite } from './write-site.js';
import type { WrittenField } from './written-source.js';

/** A delivery, and what callers can get back from it. */
export interface JoinedDelivery {
  readonly delivery: CommandBinding['delivery'];
  readonly results: ReadonlyMap<string, WrittenField>;
  readonly refusals: readonly Refusal[];
}

/** The delivery; undefined where its layout cannot be read, which is told. */
export function joinDelivery(format: WriteFormat, order: OrderRule, site: WriteSite): JoinedDelivery | undefined {
  if (format.procedure !== undefined) return byProcedure(format, format.procedure, order, site);
  return format.drop === undefined ? undefined : byDrop(format, format.drop, order, site);
}

function byProcedure(
  format: WriteFormat,
  procedure: ProcedureFormat,
  order: OrderRule,
  site: WriteSite,
): JoinedDelivery {
  const refusals = joinRefusals(procedure, site.spot.in('procedure'));
  const results = joinResults(format, Object.keys(procedure.outputs ?? {}), procedure.verify, site);
  const delivery = joinProcedure(procedure, { refusals, results, order }, site);
  checkUse(site, 'a parameter');
  checkAbsence(site);
  return { delivery, results, refusals: refusals.all };
}

function byDrop(format: WriteFormat, drop: DropFormat, order: OrderRule, site: WriteSite): JoinedDelivery | undefined {
  const draft = layoutOf(drop, site);
  if (draft === undefined) return undefined;
  const results = joinResults(format, outputsOf(draft, format), drop.verify, site);
  const delivery = joinDrop(drop, draft, { results, order }, site);
  if (isWhole(draft, site)) checkUse(site, `the record of layouts/${drop.layout}.yaml`);
  return { delivery, results, refusals: refusalsOf(draft) };
}

/** What the acknowledgement gives back; one that cannot be read may give back everything. */
function outputsOf(
  { shell: { acknowledgement }, lost }: LayoutDraft,
  { results = {} }: WriteFormat,
): readonly string[] {
  if (lost.has('acknowledgement')) return Object.keys(results);
  return acknowledgement.kind === 'none' ? [] : acknowledgement.outputs.map(({ result }) => result);
}
