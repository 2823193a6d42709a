// All writing operations of a catalogue, worked out once. It must never hold anything of a particular command.
import type { CommandBinding } from '../../facade/binding-of-commands.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { WriteOperation } from '../../facade/contract.js';
import { PreparedCall } from './prepared-call.js';
import type { CallBinding } from './prepared-call.js';
import { PreparedDrop } from './prepared-drop.js';
import type { FileBinding } from './prepared-drop.js';
import type { WriteFrame } from './value-writer.js';

/** One writing operation of one version, by the kind of its delivery. */
export type PreparedWrite = PreparedCall | PreparedDrop;

/** All writing operations of a catalogue. Built once. */
export class PreparedWrites {
  readonly #byVersion = new Map<string, Map<string, PreparedWrite>>();

  /** Throws UnusableBinding, with the operation's name, for a catalogue that cannot be served. */
  constructor({ versions, resources, commandBindings, bindings, channels }: Catalogue) {
    for (const { name, writes } of versions) {
      const prepared = new Map<string, PreparedWrite>();
      for (const write of writes) {
        const resource = resources.get(write.resource);
        const binding = commandBindings.get(write.id);
        if (resource === undefined || binding === undefined) throw new RangeError(`${write.id} is not bound`);
        const codePage = channels.get(binding.delivery.channel)?.codePage;
        const frame = { resource, reading: bindings.get(write.resource), codePage };
        prepared.set(write.id, preparedWrite(name, write, binding, frame));
      }
      this.#byVersion.set(name, prepared);
    }
  }

  /** The operation, or undefined when this catalogue does not have it (any more). */
  find(version: string, operation: string): PreparedWrite | undefined {
    return this.#byVersion.get(version)?.get(operation);
  }

  /** One prepared drop per queue: a layout belongs to one operation, and all versions of that share its binding. */
  dropsByQueue(): ReadonlyMap<string, PreparedDrop> {
    const all = [...this.#byVersion.values()].flatMap((writes) => [...writes.values()]);
    return new Map(all.filter((write) => write.kind === 'drop').map((write) => [write.queue, write]));
  }
}

function preparedWrite(
  version: string,
  operation: WriteOperation,
  binding: CommandBinding,
  frame: WriteFrame,
): PreparedWrite {
  if (isCall(binding)) return new PreparedCall(version, operation, binding, frame);
  if (isFile(binding)) return new PreparedDrop(version, operation, binding, frame);
  throw new RangeError(`${operation.id} is bound to nothing that can be prepared`);
}

const isCall = (binding: CommandBinding): binding is CallBinding => binding.delivery.kind === 'procedure';
const isFile = (binding: CommandBinding): binding is FileBinding => binding.delivery.kind === 'drop';
