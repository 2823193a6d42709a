// Reads the file that a setting names.
// It must never repeat what stands in the file: a wrong path may lead to any secret of this machine.
import { readPrivateFile, WRITABLE_BY_OTHERS } from '../../../adapters/folder/private-file.js';
import type { SettingName } from '../../settings/settings.js';

/**
 * The text of the file. Rejects with a sentence for people when there is none, or when others than its owner can change
 * it; they may read it, for that is how secrets are often mounted.
 */
export async function readNamedFile(setting: SettingName, path: string): Promise<string> {
  const text = await readPrivateFile(path, WRITABLE_BY_OTHERS);
  if (text === undefined) throw new Error(`${setting} names ${path}, and there is no such file.`);
  return text;
}
