// Every generated file of the repository and what makes it. `npm run generate` writes them, the tests compare them.
import { renderSettingsReference } from '../../src/settings/render-settings.js';

/** One committed file that code makes. */
export interface GeneratedFile {
  readonly path: string;
  readonly render: () => string | Promise<string>;
}

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'docs/settings.md', render: renderSettingsReference },
];
