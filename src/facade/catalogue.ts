// The facade definition after loading: validated, joined, frozen. Everything at run time reads this and nothing else.
import type { ApiVersion, Resource } from './contract.js';
import type { LaneLimits, ResourceBinding, SourceBinding } from './binding.js';

/** A system that may own fields. */
export interface System {
  readonly name: string;
  readonly title: string;
}

/** One facade, whole. Maps are keyed by name and iterate in the order of the definition. */
export interface Catalogue {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly systems: readonly System[];
  readonly versions: readonly ApiVersion[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly bindings: ReadonlyMap<string, ResourceBinding>;
  readonly sources: ReadonlyMap<string, SourceBinding>;
  /** Load limits by source name; every source has one. */
  readonly lanes: ReadonlyMap<string, LaneLimits>;
}
