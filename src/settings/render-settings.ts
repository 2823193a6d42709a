// The settings as people read them: the reference page, and the effective values in a form that can be read back.
// It must never leave out a setting.
import { SETTINGS } from './settings.js';
import type { SettingName } from './settings.js';
import type { Environment } from './read-settings.js';

const HEAD = `# Settings

The gateway reads these environment variables once, at start. A wrong one stops the start and is named, all of them at
once. What belongs to an ERP (servers, load limits, plans) stands in its facade folder instead. This page is generated;
change src/settings/settings.ts and run \`npm run generate\`.

| name | expected | default | what it does |
| --- | --- | --- | --- |
`;

/** The page docs/settings.md. */
export function renderSettingsReference(): string {
  const rows = Object.entries(SETTINGS).map(([name, setting]) => {
    const fallback = setting.fallback === undefined || setting.fallback === '' ? '' : `\`${setting.fallback}\``;
    return `| \`${name}\` | ${setting.expected} | ${fallback} | ${setting.sentence} |\n`;
  });
  return HEAD + rows.join('');
}

/** The effective settings as NAME=text lines; reading them back gives the same settings. */
export function renderEffectiveSettings(environment: Environment): string {
  const names = Object.keys(SETTINGS) as SettingName[];
  return names
    .map((name) => ({ name, value: environment[name] ?? SETTINGS[name].fallback }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `${name}=${value ?? ''}\n`)
    .join('');
}
