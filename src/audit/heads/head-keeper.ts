// Signs how far the audit trail has come: when the gateway starts and stops, and every minute when something was added.
// It must never sign what is not committed, and never fall silent because a file could not be written once.
import type { AuditChain, ChainPosition } from '../chain/audit-chain.port.js';
import { digestText, lineDigest } from '../chain/chain-digest.js';
import type { CancelTimer, Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import type { AuditKey } from './audit-key.js';
import type { HeadFile } from './head-file.port.js';
import { headLine, readHead } from './head.js';
import type { Head, HeadMembers } from './head.js';
import { keyLine } from './key-line.js';

/** What the keeper works with. */
export interface HeadParts {
  readonly chain: Pick<AuditChain, 'stream' | 'end' | 'after' | 'head' | 'recordHead'>;
  readonly file: Pick<HeadFile, 'append' | 'tail'>;
  readonly key: AuditKey;
  readonly clock: Clock;
  readonly observe: Observer;
}

const EVERY_MS = 60_000;

/** Signs heads; opened before anything is appended, started once, stopped once, after the last entry. */
export class HeadKeeper {
  #last: Head | undefined;
  /** Where the chain was found; told in the first head. */
  #opened: number | undefined;
  #cancelTimer: CancelTimer = () => undefined;
  #signing: Promise<void> = Promise.resolve();
  #stopped = false;

  private constructor(
    private readonly parts: HeadParts,
    private readonly stream: string,
  ) {}

  /**
   * Takes up the heads where they stopped, and signs where that is, before the first entry too: so no entry is ever there
   * without a head, and none at all means that they were taken away. Were the first head to wait for a minute, whoever is
   * killed before would seem to have added its entries while nobody was there. Warns when the store is not the one that
   * was signed last.
   */
  static async open(parts: HeadParts): Promise<HeadKeeper> {
    const stream = await parts.chain.stream();
    const keeper = new HeadKeeper(parts, stream);
    keeper.#last = await keeper.#lastHead();
    const end = await parts.chain.end();
    keeper.#opened = end.place;
    await keeper.#compare(end);
    await keeper.sign();
    return keeper;
  }

  /** Signs what the start itself has added, and again every minute. */
  start(): void {
    if (this.#stopped) return;
    void this.sign();
    this.#cancelTimer = this.parts.clock.after(EVERY_MS, () => this.start());
  }

  /** Signs now, when something was added since. Never rejects: what could not be written is tried again. */
  sign(): Promise<void> {
    this.#signing = this.#signing.then(() => this.#trySign(false));
    return this.#signing;
  }

  /** Signs for the last time; to be called when nothing is appended any more and the store is still open. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#signing;
    await this.#trySign(true);
  }

  async #trySign(closing: boolean): Promise<void> {
    try {
      const end = await this.parts.chain.end();
      const known = this.#last?.streams[0].place === end.place && this.#opened === undefined;
      if (known && !closing) return;
      await this.#write(this.#membersOf(end, closing));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.parts.observe({ kind: 'warning', topic: 'audit', text: `no head of the audit trail was signed: ${why}` });
    }
  }

  #membersOf({ place, digest }: ChainPosition, closing: boolean): HeadMembers {
    return {
      v: 1,
      kind: 'head',
      number: (this.#last?.number ?? 0) + 1,
      at: new Date(this.parts.clock.now()).toISOString(),
      streams: [{ id: this.stream, place, digest: digestText(digest) }],
      ...(this.#opened !== undefined && { opened: this.#opened }),
      ...(closing && { closing }),
      previous: this.#last === undefined ? null : lineDigest(this.#last.text),
    };
  }

  /** Outside first: what the store has recorded must be found there. */
  async #write(members: HeadMembers): Promise<void> {
    const { file, key, chain, observe } = this.parts;
    const text = headLine(members, key);
    await file.append(this.#opened === undefined ? [text] : [keyLine(key), text]);
    this.#last = readHead(text);
    this.#opened = undefined;
    await chain.recordHead(text);
    const [{ place, digest }] = members.streams;
    observe({ kind: 'audit-head-signed', stream: this.stream, number: members.number, place, digest, head: text });
  }

  /** The newest of what is outside and what the store has recorded: a process may have died between the two. */
  async #lastHead(): Promise<Head | undefined> {
    const recorded = readHead((await this.parts.chain.head()) ?? '');
    const lines = await this.parts.file.tail();
    const outside = lines.map(readHead).findLast((head) => head?.streams[0].id === this.stream);
    return (outside?.number ?? 0) >= (recorded?.number ?? 0) ? outside : recorded;
  }

  async #compare(end: ChainPosition): Promise<void> {
    if (this.#last === undefined) return;
    const [signed] = this.#last.streams;
    const past: readonly ChainPosition[] = await this.parts.chain.after(signed.place - 1, 1);
    const entry = signed.place >= end.place ? end : past[0];
    // Behind a checkpoint the entry itself is gone; whether that is in order is found out by verifying.
    if (entry === undefined || entry.place > signed.place) return;
    if (entry.place === signed.place && digestText(entry.digest) === signed.digest) return;
    const text = `the audit trail is not the one that head ${this.#last.number} was signed for: run banyan audit verify`;
    this.parts.observe({ kind: 'warning', topic: 'audit', text });
  }
}
