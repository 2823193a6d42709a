// The facade definition after loading: validated, joined, frozen. Everything at run time reads this and nothing else.
import type { ApiVersion, Resource } from './contract.js';
import type { ChannelBinding, CommandBinding } from './binding-of-commands.js';
import type { Calendar } from './calendar.js';
import type { LaneLimits, ResourceBinding, SourceBinding } from './binding.js';

/** A system that may own fields. */
export interface System {
  readonly name: string;
  readonly title: string;
}

/** The rate and concurrency a client may use. */
export interface Plan {
  readonly name: string;
  /** Requests per window. */
  readonly requests: number;
  readonly windowMs: number;
  /** Requests that may come at once. */
  readonly burst: number;
  /** Requests in flight at once. */
  readonly concurrency: number;
  /** Bulk work waits behind interactive work and never takes its reserved slots. Absent: interactive. */
  readonly priority?: 'interactive' | 'bulk';
}

/** A write worth trying first: one that creates, safe to send again and again. */
export interface WriteExample {
  /** `orders.create`. */
  readonly operation: string;
  /** What is sent, in JSON; the operation takes it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** One facade, whole. Maps are keyed by name and iterate in the order of the definition. */
export interface Catalogue {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  /** Paths of reads worth trying first, without the version: `orders?status=open&limit=5`. */
  readonly examples?: readonly string[];
  readonly writeExamples?: readonly WriteExample[];
  readonly systems: readonly System[];
  readonly versions: readonly ApiVersion[];
  readonly resources: ReadonlyMap<string, Resource>;
  /** How writing operations are realised, by operation id. */
  readonly commandBindings: ReadonlyMap<string, CommandBinding>;
  readonly channels: ReadonlyMap<string, ChannelBinding>;
  readonly bindings: ReadonlyMap<string, ResourceBinding>;
  readonly sources: ReadonlyMap<string, SourceBinding>;
  /** Load limits by source or channel name; every one of them has limits. */
  readonly lanes: ReadonlyMap<string, LaneLimits>;
  /** When the ERP must be left alone; absent means never. */
  readonly calendar?: Calendar;
  /** Plans by name; the loader always sets it. */
  readonly plans?: ReadonlyMap<string, Plan>;
}
