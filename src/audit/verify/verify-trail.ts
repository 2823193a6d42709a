// Verifies a stored trail: its chain, its checkpoint, and the heads that were written outside. Streams; memory is bounded.
// It must never call a trail whole that it could only read a part of.
import { ChainCheck } from '../chain/chain-check.js';
import { chainStart } from '../chain/chain-digest.js';
import type { ChainedEntry, ChainPosition } from '../chain/chain-digest.js';
import type { ChainFinding } from '../chain/chain-finding.js';
import { checkpointPosition } from '../chain/checkpoint-position.js';
import type { AuditPublicKey } from '../heads/audit-key.js';
import { ageFault, readCheckpoint } from '../heads/checkpoint.js';
import { HeadCheck } from './head-check.js';
import type { GenuineHead, TellFinding } from './head-check.js';
import { HeadsAgainstChain } from './heads-against-chain.js';
import { TrustedKeys } from './trusted-keys.js';

/** A trail as it was found. */
export interface FoundTrail {
  readonly stream: string;
  /** In order of place. */
  readonly entries: Iterable<ChainedEntry> | AsyncIterable<ChainedEntry>;
  readonly checkpoint: string | undefined;
  /** The head the store has recorded last; undefined where that is not known. */
  readonly recordedHead: string | undefined;
  /** True of a copy that may have been made before the newest heads: its end proves nothing. */
  readonly copied?: boolean;
}

/** The heads as they were found. */
export interface FoundHeads {
  /** Lines that were there before the trail was looked at: what they tell of must be in it. */
  readonly before: AsyncIterable<string>;
  /** Lines that came meanwhile. */
  readonly meanwhile: AsyncIterable<string>;
}

/** What is known beforehand. */
export interface VerifyTerms {
  /** Keys of the gateway; with none, the first key in the file of heads is taken. */
  readonly keys: readonly AuditPublicKey[];
  /** Keys known by id only. */
  readonly keyIds?: readonly string[];
  /** How long entries had to be kept at least, in milliseconds. */
  readonly keptAtLeastMs?: number;
}

/** What came out. */
export interface TrailVerdict {
  readonly stream: string;
  /** The first hundred findings; none means that all is well. */
  readonly findings: readonly ChainFinding[];
  /** How many there were altogether. */
  readonly found: number;
  /** Where the chain starts (0, or the last place that was let go) and ends. */
  readonly from: number;
  readonly to: number;
  readonly heads: number;
  readonly lastHead: GenuineHead | undefined;
  readonly keys: readonly string[];
  /** Whether the keys were known beforehand. */
  readonly pinned: boolean;
}

const MOST_FINDINGS = 100;

/** Verifies one trail. */
export async function verifyTrail(trail: FoundTrail, heads: FoundHeads, terms: VerifyTerms): Promise<TrailVerdict> {
  const findings: ChainFinding[] = [];
  let found = 0;
  const tell: TellFinding = (finding) => {
    found += 1;
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };
  const keys = new TrustedKeys(terms.keys, terms.keyIds);
  const headCheck = new HeadCheck(trail.stream, keys, tell);
  const start = startOf(trail, tell);
  const to = await compare(trail, { start, heads, headCheck, tell });
  for await (const line of heads.meanwhile) headCheck.read(line);
  const recorded = recordedOf(trail, keys, tell);
  if (recorded !== undefined) compareRecorded(recorded, headCheck.last, tell);
  else if (headCheck.last === undefined && to > 0 && trail.copied !== true) tell(NO_HEAD);
  checkCheckpoint(trail, { keys, tell, keptAtLeastMs: terms.keptAtLeastMs ?? 0 });
  return {
    ...{ stream: trail.stream, findings, found, from: start.place, to },
    ...{ heads: headCheck.count, lastHead: headCheck.last, keys: keys.trusted, pinned: keys.pinned },
  };
}

/** Behind the checkpoint, or at the very beginning. */
function startOf({ stream, checkpoint }: FoundTrail, tell: TellFinding): ChainPosition {
  if (checkpoint === undefined) return chainStart(stream);
  try {
    return checkpointPosition(checkpoint);
  } catch {
    tell({ kind: 'checkpoint', text: 'The checkpoint cannot be read, so nothing stands for the entries before.' });
    return chainStart(stream);
  }
}

interface Comparison {
  readonly start: ChainPosition;
  readonly heads: FoundHeads;
  readonly headCheck: HeadCheck;
  readonly tell: TellFinding;
}

/** Goes through entries and heads together; resolves to the last place. */
async function compare(trail: FoundTrail, { start, heads, headCheck, tell }: Comparison): Promise<number> {
  const chain = new ChainCheck(start, tell);
  const against = await HeadsAgainstChain.over(genuineHeads(heads.before, headCheck), tell);
  if (against.concerns(start.place)) await against.compare(start, true);
  for await (const entry of trail.entries) {
    chain.take(entry);
    if (against.concerns(entry.place)) await against.compare(entry, chain.whole);
  }
  chain.end();
  if (trail.copied !== true) await against.end(chain.place);
  return chain.place;
}

function genuineHeads(lines: AsyncIterable<string>, check: HeadCheck): () => Promise<GenuineHead | undefined> {
  const iterator = lines[Symbol.asyncIterator]();
  return async () => {
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
      const head = check.read(step.value);
      if (head !== undefined) return head;
    }
    return undefined;
  };
}

/** The head the store has recorded last, if there is a genuine one. */
function recordedOf(
  { stream, recordedHead }: FoundTrail,
  keys: TrustedKeys,
  tell: TellFinding,
): GenuineHead | undefined {
  if (recordedHead === undefined) return undefined;
  const recorded: TellFinding = ({ text }) => tell({ kind: 'heads', text: `As the store has recorded it: ${text}` });
  return new HeadCheck(stream, keys, recorded).read(recordedHead);
}

/** A head is written outside first and recorded in the store then: so a recorded one must be outside. */
function compareRecorded(recorded: GenuineHead, last: GenuineHead | undefined, tell: TellFinding): void {
  const { number, at } = recorded;
  if (number <= (last?.number ?? 0)) return;
  const until = last === undefined ? 'holds none of this store' : `ends at head ${last.number}`;
  tell({
    kind: 'heads',
    text: `The store has recorded head ${number} of ${at}, and the file of heads ${until}: its end was cut off.`,
  });
}

/** A gateway signs a head before its first entry (head-keeper.ts), so a store without any has lost them. */
const NO_HEAD: ChainFinding = {
  kind: 'heads',
  text:
    'There is no signed head of this store, neither in the file of heads nor in the store, and a gateway signs one ' +
    'before its first entry: they were taken away, and what was cut off with them does not show. Verify with ' +
    '--heads <file>, naming a copy of the heads that was kept elsewhere; the log has them, too.',
};

interface CheckpointTerms {
  readonly keys: TrustedKeys;
  readonly tell: TellFinding;
  readonly keptAtLeastMs: number;
}

function checkCheckpoint({ stream, checkpoint }: FoundTrail, { keys, tell, keptAtLeastMs }: CheckpointTerms): void {
  const read = checkpoint === undefined ? undefined : readCheckpoint(checkpoint);
  if (checkpoint === undefined) return;
  const fault = read === undefined ? 'it is no signed checkpoint' : keys.faultOf(read.line);
  if (fault !== undefined) tell({ kind: 'checkpoint', text: `The checkpoint is forged: ${fault}.` });
  if (read === undefined) return;
  if (read.stream !== stream) tell({ kind: 'checkpoint', text: 'The checkpoint belongs to another store.' });
  const age = ageFault(read, keptAtLeastMs);
  if (age !== undefined) tell({ kind: 'checkpoint', text: age });
}
