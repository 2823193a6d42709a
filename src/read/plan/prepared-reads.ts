// Every operation of a catalogue, prepared. It must never prepare anything on behalf of a request.
import type { Catalogue } from '../../facade/catalogue.js';
import { UnusableBinding } from '../../legacy/codec.js';
import { Problem } from '../../problems/problem.js';
import { bindingFaults } from './binding-faults.js';
import { prepareRead } from './prepared-read.js';
import type { PreparedRead } from './prepared-read.js';

/** Looks operations up by version and id. */
export class PreparedReads {
  readonly #reads = new Map<string, PreparedRead>();

  /** Throws UnusableBinding naming everything that cannot be served. */
  constructor(catalogue: Catalogue) {
    const faults = bindingFaults(catalogue);
    if (faults.length > 0) throw new UnusableBinding(faults.join('\n'));
    for (const { name, operations } of catalogue.versions) {
      for (const operation of operations)
        this.#reads.set(`${name} ${operation.id}`, prepareRead(catalogue, name, operation));
    }
  }

  /** Throws the problem `not-found` for what the catalogue does not offer. */
  of(version: string, operation: string): PreparedRead {
    const read = this.#reads.get(`${version} ${operation}`);
    if (read === undefined) throw new Problem('not-found', { internal: `no operation ${operation} in ${version}` });
    return read;
  }
}
