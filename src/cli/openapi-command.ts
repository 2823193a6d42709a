// `banyan openapi`: the document of one version, as it is served and committed.
import { Command } from 'commander';
import { renderOpenApi } from '../api/document/render-openapi.js';
import { offlineCatalogue } from './offline-catalogue.js';
import { CommandFailure, EXIT, say } from './terminal.js';

/** Prints YAML; needs neither server nor ERP. */
export function openApiCommand(): Command {
  return new Command('openapi')
    .description('print the OpenAPI document of a version as YAML')
    .argument('[version]', 'API version', 'v1')
    .option('--facade <folder>', 'facade folder (default: BANYAN_FACADE)')
    .action(async (name: string, options: { facade?: string }) => {
      const catalogue = offlineCatalogue(options.facade);
      const version = catalogue.versions.find((candidate) => candidate.name === name);
      if (version === undefined) {
        const known = catalogue.versions.map((candidate) => candidate.name).join(', ');
        throw new CommandFailure(`There is no version ${name}; there is ${known}.`, EXIT.usage);
      }
      say((await renderOpenApi(catalogue, version)).trimEnd());
    });
}
