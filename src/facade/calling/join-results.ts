// What the ERP gives back, from YAML to the catalogue: names, types and where each comes from.
import type { ProcedureBinding } from '../binding-of-commands.js';
import type { Column } from '../binding.js';
import { codeColumnFault, columnFault } from '../checking/check-column-fits.js';
import type { Field } from '../contract.js';
import type { VerifyFormat } from '../format-of-writes/verify-format.js';
import type { WriteFormat } from '../format-of-writes/write-format.js';
import { joinField } from '../joining/join-field.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';
import type { WriteSite } from '../writing/write-site.js';
import { writtenField } from '../writing/write-site.js';
import type { WrittenField } from '../writing/written-source.js';
import { columnsOfSource, writtenSource } from '../writing/written-source.js';
import { outputColumn } from './declared-parameters.js';
import type { NamedProcedure } from './declared-parameters.js';

/**
 * The results by name, in the order in which `outputs` and then `verify` name them; all may be null, because the ERP may
 * have done what it was asked without anybody hearing its answer.
 */
export function joinResults(
  { results: declared = {} }: WriteFormat,
  outputs: readonly string[],
  verify: VerifyFormat | 'none' | undefined,
  site: WriteSite,
): ReadonlyMap<string, WrittenField> {
  const verified = typeof verify === 'object' ? Object.keys(verify.results ?? {}) : [];
  const filled = [...outputs, ...verified];
  const spot = site.spot.in('results');
  for (const name of Object.keys(declared)) {
    if (!filled.includes(name)) spot.in(name).errorAtKey('nothing fills it: name it in `outputs`.');
    if (site.resource.fields.some((field) => field.name === name)) {
      spot.in(name).errorAtKey(`has the type of the field ${name} already: leave it out here.`);
    }
  }
  const results = [...new Set(filled)].flatMap((name): readonly (readonly [string, WrittenField])[] => {
    const own = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (own !== undefined) return [[name, { field: nullable(joinField(name, own, spot.in(name))), source: undefined }]];
    const known = writtenField(site.resource, site.binding, name);
    return known === undefined ? [] : [[name, { field: nullable(known.field), source: known.source }]];
  });
  return new Map(results);
}

function nullable(field: Field): Field {
  return { ...field, nullable: true };
}

/** Where each result comes from: an output parameter of the procedure, checked. `spot` is the place that names them. */
export function joinOutputs(
  outputs: Readonly<Record<string, string>>,
  procedure: NamedProcedure,
  results: ReadonlyMap<string, WrittenField>,
  spot: Spot,
): ProcedureBinding['results'] {
  return Object.entries(outputs).map(([result, parameter]) => {
    const place = spot.in(result);
    const column = outputColumn(procedure, parameter, place);
    if (column !== undefined) checkResult(result, column, results, place);
    return { result, parameter };
  });
}

/** Checks that a result can be read from `column`; `spot` is the place that says so. */
export function checkResult(
  name: string,
  column: Column,
  results: ReadonlyMap<string, WrittenField>,
  spot: Spot,
): void {
  const result = results.get(name);
  if (result !== undefined) {
    const fault = resultFault(result, column);
    if (fault !== undefined) spot.error(fault);
  } else if (!spot.isFaulty) {
    spot.errorAtKey(
      `the resource has no field "${name}": declare its type under \`results\`.${didYouMean(name, [...results.keys()])}`,
    );
  }
}

function resultFault(result: WrittenField, column: Column): string | undefined {
  if (columnsOfSource(result.source).length > 1 && result.source?.kind !== 'parts') {
    return `${result.field.name} stands in several columns: declare another result under \`results\`.`;
  }
  const source = writtenSource(result, column);
  if (source.kind === 'column') return columnFault(result.field, column, source.format);
  return codeColumnFault(column);
}
