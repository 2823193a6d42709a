// The memory twin of the chain behind the audit trail: digests are made when they are asked for.
// It must never promise more than the real one: nothing but durability is left out.
import { randomBytes } from 'node:crypto';
import {
  AuditChain,
  type ChainedEntry,
  type ChainPosition,
  type RetireStep,
} from '../../../src/audit/chain/audit-chain.port.js';
import { auditEntryOf } from '../../../src/audit/chain-entry.js';
import { chainDigest, chainStart } from '../../../src/audit/chain/chain-digest.js';
import { checkpointPosition } from '../../../src/audit/chain/checkpoint-position.js';
import type { MemoryTables } from './memory-tables.js';

/** Keeps the chain for as long as the process lives. */
export class MemoryAuditChain extends AuditChain {
  readonly #stream = randomBytes(16).toString('hex');
  #head: string | undefined;
  #checkpoint: string | undefined;

  constructor(private readonly tables: MemoryTables) {
    super();
  }

  async stream(): Promise<string> {
    return Promise.resolve(this.#stream);
  }

  async end(): Promise<ChainPosition> {
    return Promise.resolve(this.#entries().at(-1) ?? this.#start());
  }

  async after(place: number, most: number): Promise<readonly ChainedEntry[]> {
    const later = this.#entries().filter((entry) => entry.place > place);
    return Promise.resolve(later.slice(0, most));
  }

  async checkpoint(): Promise<string | undefined> {
    return Promise.resolve(this.#checkpoint);
  }

  async head(): Promise<string | undefined> {
    return Promise.resolve(this.#head);
  }

  async recordHead(text: string): Promise<void> {
    this.#head = text;
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.tables.auditClosed = true;
    return Promise.resolve();
  }

  async retire({ upTo, checkpoint, audit }: RetireStep): Promise<void> {
    await Promise.resolve();
    const last = this.#entries().find(({ place }) => place === upTo);
    const stands = checkpointPosition(checkpoint);
    if (last === undefined || stands.place !== upTo || !Buffer.from(last.digest).equals(stands.digest)) {
      throw new Error(`the checkpoint does not stand for the audit entries up to ${upTo}`);
    }
    this.tables.tell(audit);
    this.tables.audit.splice(0, upTo - this.tables.auditGone);
    this.tables.auditGone = upTo;
    this.#checkpoint = checkpoint;
  }

  #start(): ChainPosition {
    return this.#checkpoint === undefined ? chainStart(this.#stream) : checkpointPosition(this.#checkpoint);
  }

  #entries(): readonly ChainedEntry[] {
    let { place, digest } = this.#start();
    return this.tables.audit.map((text) => {
      digest = chainDigest(digest, text);
      place += 1;
      const { action, subject } = auditEntryOf(text);
      return { place, digest, action, subject, text };
    });
  }
}
