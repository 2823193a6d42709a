// One queue of file drops as everything about it sees it: its layout, its channel, what that can do.
import type { BatchRule, DropCapabilities, Layout } from '../../facade/binding-of-drops.js';
import type { DropSides } from '../../legacy/drop-channel.port.js';
import { required } from '../dispatch/dispatch-context.js';
import type { DispatchContext } from '../dispatch/dispatch-context.js';
import type { PreparedDrop } from '../prepare/prepared-drop.js';

/** What does not change about a queue. */
export interface DropFrame {
  /** `<channel>/<layout>` */
  readonly queue: string;
  readonly channel: string;
  readonly drop: PreparedDrop;
  readonly layout: Layout;
  readonly rule: BatchRule;
  readonly sides: DropSides;
  readonly can: DropCapabilities;
}

const NOTHING: DropCapabilities = { list: false, read: false, renameNoOverwrite: false, archive: false };

/** The frames of all queues of the facade. Throws RangeError for a channel that is not connected. */
export function dropFrames(
  context: Pick<DispatchContext, 'writes' | 'drops' | 'channelBindings'>,
): readonly DropFrame[] {
  return [...context.writes.dropsByQueue()].map(([queue, drop]) => {
    const { channel, layout, batch } = drop.binding.delivery;
    const can = required(context.channelBindings, channel).drops?.can ?? NOTHING;
    return { queue, channel, drop, layout, rule: batch, sides: required(context.drops, channel), can };
  });
}
