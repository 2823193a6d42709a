// Transaction descriptors: the eight bytes by which client and server name an open transaction.
import type { TransactionEvent } from '../execution/sink.js';

export class TransactionDescriptors {
  private count = 0;
  private current = Buffer.alloc(8);

  constructor(private readonly session: number) {}

  /** The descriptor that goes along with the event: the new one at its begin, the old one at its end. */
  descriptor(event: TransactionEvent): Buffer {
    if (event !== 'begin') return this.current;
    this.count += 1;
    this.current = Buffer.alloc(8);
    this.current.writeUInt32LE(this.count, 0);
    this.current.writeUInt32LE(this.session, 4);
    return this.current;
  }
}
