// Finds and reads the files of a facade folder. It must never interpret them, and never throw.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultList } from '../yaml/fault-list.js';
import type { YamlFile } from '../yaml/parse-yaml.js';

export const FACADE_FILE = 'facade.yaml';
export const LOCK_FILE = 'shape.lock.yaml';
const RESOURCES = 'resources';
const LAYOUTS = 'layouts';

/** The texts of a facade folder. */
export interface FacadeTexts {
  readonly facade: YamlFile | undefined;
  readonly resources: readonly YamlFile[];
  readonly layouts: readonly YamlFile[];
  readonly lock: YamlFile | undefined;
}

/** Reads facade.yaml, resources/*.yaml and layouts/*.yaml (by name) and shape.lock.yaml (when it is there). */
export function readFacadeFolder(folder: string, faults: FaultList): FacadeTexts {
  const names = list(folder, '', faults);
  if (!names.includes(FACADE_FILE)) fault(faults, FACADE_FILE, 'is missing: every facade folder has one.');
  const has = (part: string): boolean => names.includes(part);
  const resources = has(RESOURCES) ? filesIn(folder, RESOURCES, faults) : [];
  if (resources.length === 0)
    fault(faults, RESOURCES, 'has no resources: describe at least one in resources/<name>.yaml.');
  names.forEach((name) => isYaml(name, '', faults));
  return {
    facade: has(FACADE_FILE) ? read(folder, FACADE_FILE, [], faults) : undefined,
    resources: resources.flatMap((file) => read(folder, file.name, file.place, faults) ?? []),
    layouts: has(LAYOUTS)
      ? filesIn(folder, LAYOUTS, faults).flatMap((file) => read(folder, file.name, file.place, faults) ?? [])
      : [],
    lock: has(LOCK_FILE) ? read(folder, LOCK_FILE, ['lock'], faults) : undefined,
  };
}

interface NamedFile {
  readonly name: string;
  readonly place: YamlFile['place'];
}

/** The YAML files of one folder: `layouts/x.yaml` stands for `layouts.x`. */
function filesIn(folder: string, part: string, faults: FaultList): readonly NamedFile[] {
  const yaml = list(join(folder, part), part, faults).filter((name) => isYaml(name, `${part}/`, faults));
  return yaml.map((name) => ({ name: `${part}/${name}`, place: [part, name.slice(0, -'.yaml'.length)] }));
}

/** Another ending would be left out in silence. */
function isYaml(name: string, folder: string, faults: FaultList): boolean {
  if (name.endsWith('.yml'))
    fault(faults, folder + name, `is not read: call it ${name.slice(0, -'.yml'.length)}.yaml.`);
  return name.endsWith('.yaml') && !name.startsWith('.');
}

function list(folder: string, file: string, faults: FaultList): readonly string[] {
  try {
    return readdirSync(folder).sort((a, b) => (a < b ? -1 : 1));
  } catch {
    fault(faults, file, 'is not a folder that can be read.');
    return [];
  }
}

function read(folder: string, file: string, place: YamlFile['place'], faults: FaultList): YamlFile | undefined {
  try {
    return { file, place, text: readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '') };
  } catch {
    fault(faults, file, 'cannot be read.');
    return undefined;
  }
}

function fault(faults: FaultList, file: string, message: string): void {
  faults.add({ file, line: 1, column: 1, path: '', message, severity: 'error' });
}
