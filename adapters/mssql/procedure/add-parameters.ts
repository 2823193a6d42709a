// Hands the parameters of a bound call to a request of the driver.
import { type Request, TYPES } from 'tedious';
import { viewName } from '../statement/identifier.js';
import type { BoundParameter } from './bound-call.js';
import type { DriverType } from './exact-number-types.js';

/** Adds an input; the declared types are what a call and a text with declarations need alike. */
export function addInput(request: Request, parameter: Exclude<BoundParameter, { kind: 'output' }>): void {
  if (parameter.kind === 'table') {
    request.addParameter(parameter.name, tableType(viewName(parameter.type)), parameter.table);
  } else {
    request.addParameter(parameter.name, parameter.binding.type, parameter.value, parameter.binding.options);
  }
}

/** Adds an output, sent as NULL. */
export function addOutput(request: Request, { name, binding }: Extract<BoundParameter, { kind: 'output' }>): void {
  request.addOutputParameter(name, binding.type, null, binding.options);
}

/** The driver declares a table's type without quoting its name. */
const tableType = (quotedName: string): DriverType => ({ ...TYPES.TVP, declaration: () => `${quotedName} READONLY` });
