// All writing operations of a catalogue, worked out once. It must never hold anything of a particular command.
import type { CommandBinding } from '../../facade/binding-of-commands.js';
import type { Catalogue } from '../../facade/catalogue.js';
import type { CallBinding } from './prepared-call.js';
import { PreparedCall } from './prepared-call.js';

/** One writing operation of one version. */
export type PreparedWrite = PreparedCall;

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
        if (!isCall(binding)) throw new RangeError(`${write.id} drops files`);
        const codePage = channels.get(binding.delivery.channel)?.codePage;
        const frame = { resource, reading: bindings.get(write.resource), codePage };
        prepared.set(write.id, new PreparedCall(name, write, binding, frame));
      }
      this.#byVersion.set(name, prepared);
    }
  }

  /** The operation, or undefined when this catalogue does not have it (any more). */
  find(version: string, operation: string): PreparedWrite | undefined {
    return this.#byVersion.get(version)?.get(operation);
  }
}

function isCall(binding: CommandBinding): binding is CallBinding {
  return binding.delivery.kind === 'procedure';
}
