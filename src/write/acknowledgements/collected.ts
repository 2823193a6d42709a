// What one file of acknowledgements says, collected before anything is done about it: one verdict per command of the
// batch, and everything that cannot be believed. It must never settle anything: the rest of the file may not be there.
import type { AcknowledgedResult, AcknowledgementMatch } from '../../facade/binding-of-drops.js';
import type { AcknowledgedRecord, UnreadableRecord } from '../../legacy/acknowledgements/acknowledged-record.js';
import type { Batch, BatchMember } from '../drops/batch.js';
import { ReviewItems } from './review-items.js';

/** What the file says of one command. */
export interface Verdict {
  readonly commandId: string;
  readonly result: AcknowledgedResult;
  readonly record: AcknowledgedRecord;
}

/** What collecting works with. */
export interface CollectParts {
  readonly match: AcknowledgementMatch;
  /** The batch the file belongs to; undefined where there is none. */
  readonly batch: Batch | undefined;
  readonly reviews: ReviewItems;
  /** Whether the gateway has a command of this id, wherever it is. */
  readonly isCommand: (id: string) => Promise<boolean>;
}

const COMMAND_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Members by what a record may name them with. */
interface MemberIndex {
  readonly byId: ReadonlyMap<string, readonly BatchMember[]>;
  readonly byKey: ReadonlyMap<string | undefined, readonly BatchMember[]>;
  readonly byLine: ReadonlyMap<number, readonly BatchMember[]>;
}

const onlyOne = (members: readonly BatchMember[] = []): readonly BatchMember[] => (members.length === 1 ? members : []);

/** The sum of one file. */
export class Collected {
  readonly verdicts = new Map<string, Verdict>();
  records = 0;
  /** Records that said the same as one before them in this file. */
  repeated = 0;
  unreadable = 0;

  readonly #index: MemberIndex;

  constructor(private readonly parts: CollectParts) {
    const members = parts.batch?.members ?? [];
    this.#index = {
      byId: Map.groupBy(members, ({ commandId }) => commandId),
      byKey: Map.groupBy(members, ({ businessKey }) => businessKey),
      byLine: Map.groupBy(members, ({ line }) => line),
    };
  }

  async add(record: AcknowledgedRecord | UnreadableRecord): Promise<void> {
    this.records += 1;
    if (record.kind === 'unreadable') {
      this.unreadable += 1;
      this.parts.reviews.add({ kind: 'unreadable', line: record.line, detail: record.detail });
      return;
    }
    const result = this.#resultOf(record);
    const members = this.#membersOf(record);
    if (members.length === 0) await this.#misplaced(record);
    else if (result === undefined) this.#undeclared(record);
    else for (const { commandId } of members) this.#note({ commandId, result, record });
  }

  /** Where only refusals are told, a record without a result is one. */
  #resultOf({ result, code }: AcknowledgedRecord): AcknowledgedResult | undefined {
    return result ?? (this.parts.match === 'errors-only' && code === '' ? 'refused' : undefined);
  }

  #membersOf({ command, key, memberLine }: AcknowledgedRecord): readonly BatchMember[] {
    if (this.parts.match === 'file') return this.parts.batch?.members ?? [];
    const { byId, byKey, byLine } = this.#index;
    if (command !== undefined) return byId.get(command) ?? [];
    // Two commands of one file with the same key cannot be told apart.
    if (key !== undefined) return onlyOne(byKey.get(key));
    return memberLine === undefined ? [] : (byLine.get(memberLine) ?? []);
  }

  /** The first word counts; a later one that says otherwise is for a person. */
  #note(verdict: Verdict): void {
    const known = this.verdicts.get(verdict.commandId);
    if (known === undefined) this.verdicts.set(verdict.commandId, verdict);
    else if (known.result === verdict.result) this.repeated += 1;
    else this.parts.reviews.add(contradiction(verdict, `line ${known.record.line} of this file says ${known.result}`));
  }

  #undeclared({ line }: AcknowledgedRecord): void {
    const detail = 'The code of this result is not among those that the layout declares.';
    this.parts.reviews.add({ kind: 'unreadable', line, detail });
  }

  async #misplaced({ line, command }: AcknowledgedRecord): Promise<void> {
    const { reviews, batch, isCommand } = this.parts;
    const commandId = command !== undefined && COMMAND_ID.test(command) ? command : undefined;
    const isKnown = commandId !== undefined && !reviews.isFull && (await isCommand(commandId));
    const place =
      batch === undefined ? 'no batch of this layout has such an acknowledgement' : 'it is not in this batch';
    reviews.add(
      isKnown
        ? { kind: 'misplaced', line, commandId, detail: `The command exists, but ${place}.` }
        : { kind: 'unknown-command', line, detail: `Nothing that was sent is meant by this record: ${place}.` },
    );
  }
}

/** A word against one that stands. */
export function contradiction({ commandId, result, record }: Verdict, stands: string) {
  const detail = `This record says ${result}, but ${stands}.`;
  return { kind: 'contradiction', line: record.line, commandId, detail } as const;
}
