// Signs how far the audit trail has come: when the gateway starts and stops, and every minute when something was added.
// It must never sign what is not committed, and never fall silent because a file could not be written once.
import type { AuditChain, ChainPosition } from '../chain/audit-chain.port.js';
import { digestText, lineDigest } from '../chain/chain-digest.js';
import type { Clock } from '../../kernel/clock.js';
import { Repeated } from '../../kernel/repeated.js';
import { Turns } from '../../kernel/turns.js';
import { failureText } from '../../kernel/failure-text.js';
import type { Observer } from '../../observability/observation.js';
import type { AuditKey } from './audit-key.js';
import type { HeadFile } from './head-file.port.js';
import { headLine, readHead } from './head.js';
import type { Head, HeadMembers } from './head.js';
import { keyLine } from './key-line.js';

/** What the keeper works with. */
export interface HeadParts {
  readonly chain: Pick<AuditChain, 'stream' | 'end' | 'after' | 'head' | 'recordHead' | 'close'>;
  readonly file: Pick<HeadFile, 'append' | 'tail'>;
  readonly key: AuditKey;
  readonly clock: Clock;
  readonly observe: Observer;
}

const EVERY_MS = 60_000;

/** Signs heads; opened before anything is appended, started once, stopped once, after the last entry. */
export class HeadKeeper {
  #last: Head | undefined;
  /** True when the newest line may be in the file though writing it failed, as when only the sync did. */
  #inDoubt = false;
  /** Where the chain was found; told in the first head. */
  #opened: number | undefined;
  readonly #signings = new Turns();
  readonly #every: Repeated;

  private constructor(
    private readonly parts: HeadParts,
    private readonly stream: string,
  ) {
    this.#every = new Repeated({ clock: parts.clock, everyMs: EVERY_MS, turn: () => this.sign() });
  }

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
    this.#every.start();
  }

  /** Signs now, when something was added since. Never rejects: what could not be written is tried again. */
  sign(): Promise<void> {
    return this.#signings.take(() => this.#trySign(false));
  }

  /**
   * Signs for the last time, where the trail ends for good: whoever comes later, such as a request that outlived its
   * connection, is refused, for the next start would have to take its entry for one that nobody of ours has written. The
   * store must still be open.
   */
  async stop(): Promise<void> {
    await this.#every.stop();
    await this.#signings.take(() => this.#trySign(true));
  }

  async #trySign(closing: boolean): Promise<void> {
    try {
      if (closing) await this.parts.chain.close();
      if (this.#inDoubt) await this.#lookAgain();
      const end = await this.parts.chain.end();
      const known = this.#last?.streams[0].place === end.place && this.#opened === undefined;
      if (known && !closing) return;
      await this.#write(this.#membersOf(end, closing));
    } catch (error) {
      this.#warn(`no head of the audit trail was signed: ${failureText(error)}`);
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
    const { file, key, observe } = this.parts;
    const text = headLine(members, key);
    this.#inDoubt = true;
    await file.append(this.#opened === undefined ? [text] : [keyLine(key), text]);
    this.#inDoubt = false;
    this.#wrote(readHead(text));
    await this.#record(text, members.number);
    const [{ place, digest }] = members.streams;
    observe({ kind: 'audit-head-signed', stream: this.stream, number: members.number, place, digest, head: text });
  }

  #wrote(head: Head | undefined): void {
    this.#last = head;
    this.#opened = undefined;
  }

  async #record(text: string, number: number): Promise<void> {
    try {
      await this.parts.chain.recordHead(text);
    } catch (error) {
      this.#warn(`head ${number} of the audit trail was signed, but not recorded in the store: ${failureText(error)}`);
    }
  }

  /** Were a line that is there written again, its number would seem to be repeated for good. */
  async #lookAgain(): Promise<void> {
    const found = await this.#lastHead();
    if ((found?.number ?? 0) > (this.#last?.number ?? 0)) this.#wrote(found);
    this.#inDoubt = false;
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
    this.#warn(text);
  }

  #warn(text: string): void {
    this.parts.observe({ kind: 'warning', topic: 'audit', text });
  }
}
