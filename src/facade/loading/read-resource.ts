// Reads one resource file as far as its contract, so that other resources can refer to it.
// It must never let a file that cannot be read look like a resource that does not exist.
import type { Resource } from '../contract.js';
import { resourceFile } from '../format/resource-file.js';
import { joinContract } from '../joining/join-contract.js';
import type { ResourceSections } from '../joining/join-contract.js';
import type { YamlFile } from '../yaml/parse-yaml.js';
import { Spot } from '../yaml/spot.js';
import type { LoadContext } from './load-context.js';
import { readSections } from './read-sections.js';
import { reportUnquotedCodes } from './unquoted-codes.js';

/** A resource named by its file; `sound` is absent when the file is no YAML. */
export interface ResourceDraft {
  readonly name: string;
  readonly sound: SoundDraft | undefined;
}

export interface SoundDraft {
  readonly resource: Resource;
  readonly sections: ResourceSections;
  readonly spot: Spot;
}

/** Path segments beside the resources that the API keeps for itself. */
const reserved: readonly string[] = ['commands'];

/** Parses a file, tells its faults and joins its contract. */
export function readResource(file: YamlFile, context: LoadContext): ResourceDraft {
  const name = String(file.place[1] ?? '');
  const document = context.parse(file);
  if (document === undefined) return { name, sound: undefined };
  reportUnquotedCodes(document, context.faults);
  const sections = readSections(resourceFile, document, context.faults);
  const spot = new Spot(document, context.faults);
  if (sections.resource !== undefined && sections.resource !== name) {
    spot.in('resource').error(`the file is called ${name}.yaml, so the resource must be called ${name}.`);
  }
  if (reserved.includes(name)) spot.in('resource').error(`"${name}" is a path of the API itself: choose another name.`);
  return { name, sound: { resource: joinContract(name, sections, spot), sections, spot } };
}
