// What every reader of a facade folder's files shares while one folder is loaded.
import type { FaultList } from '../yaml/fault-list.js';
import type { LocatedDocument } from '../yaml/located-document.js';
import type { YamlFile } from '../yaml/parse-yaml.js';

export interface LoadContext {
  /** Where every fault goes. */
  readonly faults: FaultList;
  /** The document of a text, filled in; undefined when it is no YAML. */
  readonly parse: (file: YamlFile) => LocatedDocument | undefined;
}
