// How an operation is realised by a record of a file, from YAML to the catalogue.
// It must never give one layout to two operations: its numbers and its order would be shared.
import type { ChannelBinding, OrderRule } from '../binding-of-commands.js';
import type { Refusal } from '../binding-of-values.js';
import { NOT_ACCEPTED } from '../binding-of-drops.js';
import type { Acknowledgement, BatchRule, DropBinding } from '../binding-of-drops.js';
import { joinVerify } from '../calling/join-verify.js';
import type { DropFormat } from '../format-of-drops/drop-format.js';
import { durationMs } from '../frame/duration-ms.js';
import { defined } from '../joining/defined.js';
import { knownChannel } from '../joining/known-channel.js';
import type { WriteSite } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import { checkOutputs } from './check-outputs.js';
import { reasonsOf } from '../layouts/join-acknowledgement.js';
import { joinLayout } from './join-layout.js';
import type { LayoutDraft } from '../layouts/layout-draft.js';

const SHORTEST_MS = 100;
const LONGEST_MS = 86_400_000;

/** What an operation has joined before its drop. */
export interface DropParts {
  readonly results: ReadonlyMap<string, WrittenField>;
  readonly order: OrderRule;
}

/** The layout that `drop` names; undefined when there is none for this operation, which is told. */
export function layoutOf({ layout }: DropFormat, { operation, landscape, spot }: WriteSite): LayoutDraft | undefined {
  const { drafts, users } = landscape.layouts;
  const place = spot.in('drop', 'layout');
  if (!drafts.has(layout)) {
    const names = [...drafts.keys()];
    const there = names.length === 0 ? 'there are none in layouts/' : `there are ${names.join(', ')}`;
    place.error(`no layout is called "${layout}": ${there}.${didYouMean(layout, names)}`);
    return undefined;
  }
  const user = users.get(layout);
  if (user !== undefined && user !== operation) {
    place.error(`${user} uses this layout already: a layout belongs to one operation.`);
    return undefined;
  }
  return drafts.get(layout);
}

/** The binding of `format`; its place is `drop` of the operation. */
export function joinDrop(format: DropFormat, draft: LayoutDraft, parts: DropParts, site: WriteSite): DropBinding {
  const spot = site.spot.in('drop');
  const channel = knownChannel(format.channel, 'drops files', site.landscape, spot.in('channel'));
  const layout = joinLayout(draft, site);
  const batch = joinBatch(format, draft, spot.in('batch'));
  const { acknowledgement } = layout;
  if (channel?.drops !== undefined) checkChannel(channel.drops, acknowledgement, spot.in('channel'));
  checkKeyOrder(acknowledgement, parts.order, draft.spot.in('acknowledgement'));
  if (acknowledgement.kind === 'file') checkOutputs(acknowledgement.outputs, parts.results, draft.spot);
  return {
    kind: 'drop',
    channel: format.channel,
    layout,
    batch,
    ...defined({ verify: verification(format, draft, parts, site) }),
  };
}

/** Every refusal a caller can meet. */
export function refusalsOf({ shell: { acknowledgement }, spot }: LayoutDraft): readonly Refusal[] {
  return reasonsOf(acknowledgement, [NOT_ACCEPTED], spot.in('acknowledgement'));
}

function joinBatch({ batch = {} }: DropFormat, { counts }: LayoutDraft, spot: Spot): BatchRule {
  const { every = '10s', records = 500 } = batch;
  const everyMs = durationMs(every);
  if (everyMs < SHORTEST_MS || everyMs > LONGEST_MS) spot.in('every').error('must be between 100ms and 24h.');
  for (const { width, spot: place } of counts) {
    if (String(records).length > width) place.error(`{count:${width}} cannot hold the ${records} records of a batch.`);
  }
  return { everyMs, records };
}

function checkChannel(
  { folders, can }: NonNullable<ChannelBinding['drops']>,
  acknowledgement: Acknowledgement,
  spot: Spot,
): void {
  if (acknowledgement.kind === 'none') return;
  if (folders.acknowledgements === undefined) {
    spot.error('has no folder of acknowledgements, and the layout waits for one: name it under `folders`.');
  }
  if (acknowledgement.match === 'errors-only' && !can.list) {
    spot.error('cannot list its inbox, so that nobody sees when a file was taken in; errors-only needs that.');
  }
}

/**
 * Commands of one order key are never in one file together. Only where the business key alone makes the order key can no
 * two records of one file have the same.
 */
function checkKeyOrder(acknowledgement: Acknowledgement, { by }: OrderRule, spot: Spot): void {
  if (acknowledgement.kind === 'none' || acknowledgement.businessKey === undefined) return;
  const { businessKey } = acknowledgement;
  const others = by.filter((part) => {
    if (part.kind === 'text') return false;
    return businessKey === '$key' ? part.kind !== 'key' : part.kind !== 'field' || part.field !== businessKey;
  });
  if (others.length === 0) return;
  spot
    .in('businessKey')
    .error(
      `two records of one file could have the same ${businessKey}: give the operation an order \`by\` it and nothing else.`,
    );
}

function verification(
  { verify }: DropFormat,
  { shell: { acknowledgement }, lost }: LayoutDraft,
  parts: DropParts,
  site: WriteSite,
): DropBinding['verify'] {
  const spot = site.spot.in('drop');
  if (typeof verify === 'object') return joinVerify(verify, parts, site, spot.in('verify'));
  const isSilent = acknowledgement.kind === 'none' && !lost.has('acknowledgement');
  if (verify === undefined && isSilent && !spot.in('verify').isWritten) {
    spot.warning(
      'has no `verify`, and nothing acknowledges its files: a person must settle every command (at most once, with ' +
        'review). Say how to find out, or write `verify: none`.',
    );
  }
  return undefined;
}
