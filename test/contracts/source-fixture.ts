// What the contract of a Source needs to know of the place it runs against, and what such a place may be unable to do.
import type { ReadOnlyProof } from '../../src/facade/binding.js';
import type { Source } from '../../src/legacy/source.port.js';
import type { Observation } from '../../src/observability/observation.js';

/** A source under test and everything it has observed so far. */
export interface OpenedSource {
  readonly source: Source;
  readonly observed: Observation[];
}

export interface OpenOptions {
  readonly connections?: number;
  readonly statementTimeoutMs?: number;
  readonly readOnly?: ReadOnlyProof;
  /** `owner` may do anything and is there to be refused; `stranger` has a wrong password. */
  readonly login?: 'reader' | 'owner' | 'stranger';
}

/** One running place with the contract's views in it. */
export interface SourceFixture {
  /** The schema that holds the views of source-data.ts. */
  readonly schema: string;
  open(options?: OpenOptions): OpenedSource;
  /** A server that misbehaves when told to; absent where nobody can. */
  readonly server?: MisbehavingServer;
  close(): Promise<void>;
}

/** A statement as the server saw it. */
export interface SeenStatement {
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly outcome: string;
}

/** What the server is told to do to the next statements. */
export type Misbehaviour =
  | { readonly kind: 'stall'; readonly ignoreAttention: boolean }
  | { readonly kind: 'drop-midway' }
  | { readonly kind: 'error'; readonly number: number };

export interface MisbehavingServer {
  /** Applies to the next request whose text contains `match`. */
  misbehave(misbehaviour: Misbehaviour, match: string): void;
  /** Makes the database read-only or writable, as a failover does, without cutting any connection. */
  setReadOnly(readOnly: boolean): void;
  behave(): void;
  /** Statements since the last `forget`, oldest first. */
  seen(): readonly SeenStatement[];
  forget(): void;
  /** Statements that have arrived and are not over. */
  running(): number;
  logins(): number;
  attentions(): number;
  sessions(): number;
  /** Ends every connection and stops listening. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

/** What a place cannot do, and why; its cases are shown as skipped. */
export type Cannot = Readonly<Partial<Record<Ability, string>>>;

/** What not every place has. */
export type Ability = 'misbehaving server' | 'bounded code page' | 'blanks are equal in order';

export interface ContractSetup {
  readonly cannot: Cannot;
  /** What has no meaning at this place; its cases are left out. */
  readonly without: readonly Ability[];
  make(): Promise<SourceFixture>;
}
