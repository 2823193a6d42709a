// Checks heads line by line: who signed them, that none is missing between two, and that no chain was set back.
// It must never hand out a head that is not genuine.
import { lineDigest } from '../chain/chain-digest.js';
import { placesFinding } from '../chain/chain-finding.js';
import type { ChainFinding } from '../chain/chain-finding.js';
import { readHead } from '../heads/head.js';
import type { Head } from '../heads/head.js';
import { readKeyLine } from '../heads/key-line.js';
import type { TrustedKeys } from './trusted-keys.js';

/** Told of everything that is wrong. */
export type TellFinding = (finding: ChainFinding) => void;

/** A head of the stream that is checked. */
export interface GenuineHead {
  readonly number: number;
  readonly at: string;
  readonly place: number;
  readonly digest: string;
}

interface LastHead extends GenuineHead {
  readonly lineDigest: string;
  readonly closing: boolean;
}

/** The heads of one stream, in the order they were written. */
export class HeadCheck {
  #last: LastHead | undefined;
  #count = 0;

  constructor(
    private readonly stream: string,
    private readonly keys: TrustedKeys,
    private readonly tell: TellFinding,
  ) {}

  /** The newest genuine head so far. */
  get last(): GenuineHead | undefined {
    return this.#last;
  }

  /** How many were genuine. */
  get count(): number {
    return this.#count;
  }

  /** The genuine head in a line, if there is one. A line that is none may be one whose writing was cut short. */
  read(line: string): GenuineHead | undefined {
    const key = readKeyLine(line);
    if (key !== undefined && !this.keys.meet(key)) {
      this.#wrong(`The file names ${key.id} as the key of its heads, which is not the key of this gateway.`);
    }
    const head = readHead(line);
    const [at] = head?.streams ?? [];
    if (head === undefined || at?.id !== this.stream) return undefined;
    const fault = this.keys.faultOf(head.line);
    if (fault === undefined) return this.#follow(head, at);
    this.#wrong(`Head ${head.number} of ${head.at} is forged: ${fault}.`);
    return undefined;
  }

  #follow(head: Head, { place, digest }: { readonly place: number; readonly digest: string }): GenuineHead {
    const { number, at, closing = false } = head;
    const next = { number, at, place, digest, closing, lineDigest: lineDigest(head.text) };
    if (this.#last !== undefined) {
      this.#compareNumbers(this.#last, head);
      if (!this.#wrongOpening(this.#last, head)) this.#comparePlaces(this.#last, next);
    }
    this.#last = next;
    this.#count += 1;
    return next;
  }

  #compareNumbers(last: LastHead, { number, previous }: Head): void {
    if (number > last.number + 1) {
      this.#wrong(`Heads are missing between head ${last.number} and head ${number}: their lines were removed.`);
    } else if (number <= last.number) {
      this.#wrong(`Head ${number} stands behind head ${last.number}: the lines were reordered or repeated.`);
    } else if (previous !== last.lineDigest) {
      this.#wrong(
        `Head ${number} does not go on from head ${last.number}: one of the two is not the one written then.`,
      );
    }
  }

  #comparePlaces(last: LastHead, next: GenuineHead): void {
    const { number, place, digest } = last;
    if (next.place < place) {
      const why = `cut off between head ${number} and head ${next.number}.`;
      this.tell(placesFinding('cut-off', next.place + 1, place, why));
    } else if (next.place === place && next.digest !== digest) {
      this.tell(placesFinding('rewritten', place, place, `rewritten between head ${number} and head ${next.number}.`));
    }
  }

  /** What a gateway found when it started, against what the one before it had signed last; true when it was told of. */
  #wrongOpening({ number, place, closing }: LastHead, { opened }: Head): boolean {
    if (opened === undefined) return false;
    if (closing && opened > place) {
      this.tell(placesFinding('inserted', place + 1, opened, 'inserted while no gateway was running.'));
    } else if (opened < place) {
      const why = `cut off: they were there at head ${number}, and were not when the gateway started next.`;
      this.tell(placesFinding('cut-off', opened + 1, place, why));
    } else return false;
    return true;
  }

  #wrong(text: string): void {
    this.tell({ kind: 'heads', text });
  }
}
