// `banyan settings`: the effective settings, in a form that can be read back.
import { Command } from 'commander';
import { renderEffectiveSettings } from '../settings/render-settings.js';
import { loadSettings } from './load-settings.js';
import { say } from './terminal.js';

/** Prints NAME=text for every setting in force. */
export function settingsCommand(): Command {
  return new Command('settings')
    .description('print the settings in force, as NAME=text')
    .action(() => say(renderEffectiveSettings(loadSettings().environment).trimEnd()));
}
