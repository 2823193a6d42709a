// Every generated file of the repository and what makes it. `npm run generate` writes them, the tests compare them.
import { renderStatements } from '../../adapters/mssql/grammar/render-statements.js';
import { ALL_ROUTES } from '../../src/admin/all-routes.js';
import { renderAdminDocument } from '../../src/admin/document/admin-document.js';
import { renderOpenApi } from '../../src/api/document/render-openapi.js';
import { offlineEnvironment } from '../../src/composition/facade-environment.js';
import { loadOffline } from '../../src/composition/load-catalogue.js';
import { statementPieces } from '../../src/composition/statements/statement-pieces.js';
import type { Catalogue } from '../../src/facade/catalogue.js';
import { facadeJsonSchemaFiles } from '../../src/facade/format/json-schemas.js';
import { renderProblemReference } from '../../src/problems/problem-reference.js';
import { renderSettingsReference } from '../../src/settings/render-settings.js';

/** One committed file that code makes. */
export interface GeneratedFile {
  readonly path: string;
  readonly render: () => string | Promise<string>;
}

/** The demo facade, as committed. */
export function contoso(): Catalogue {
  const outcome = loadOffline('facades/contoso', offlineEnvironment({}));
  if (!outcome.ok) throw new Error(outcome.faults.join('\n'));
  return outcome.value.catalogue;
}

async function document(version: string): Promise<string> {
  const catalogue = contoso();
  const found = catalogue.versions.find(({ name }) => name === version);
  if (found === undefined) throw new Error(`no version ${version}`);
  return renderOpenApi(catalogue, found);
}

/** People read one term at a time; the test of belonging knows every combination. */
const SORT_TERMS_SHOWN = 1;

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'docs/settings.md', render: renderSettingsReference },
  { path: 'docs/problems.md', render: renderProblemReference },
  { path: 'openapi/v1.yaml', render: () => document('v1') },
  { path: 'openapi/admin-v1.yaml', render: () => renderAdminDocument(ALL_ROUTES) },
  {
    path: 'facades/contoso/statements.sql',
    render: () => renderStatements(statementPieces(contoso(), SORT_TERMS_SHOWN)),
  },
  ...[...facadeJsonSchemaFiles()].map(([name, text]) => ({ path: `facades/schema/${name}`, render: () => text })),
];
