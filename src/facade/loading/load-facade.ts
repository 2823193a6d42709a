// The one way from a facade folder to a catalogue. It must never hand on a catalogue that has an error.
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { Catalogue } from '../catalogue.js';
import type { FacadeFault } from '../facade-fault.js';
import { FaultList } from '../yaml/fault-list.js';
import type { FacadeEnvironment } from '../yaml/fill-text.js';
import { readFacadeFolder } from './facade-folder.js';
import { loadTexts } from './load-texts.js';
import type { ReadFacade, ShapeUse } from './load-texts.js';

/** A catalogue, or every fault. Warnings stand beside both, and among the faults of a failure. */
export type FacadeOutcome = Outcome<Catalogue, FacadeFault> & { readonly warnings: readonly FacadeFault[] };

/** Reads and checks a folder. Never throws; the catalogue is deeply frozen. */
export function loadFacade(folder: string, environment: FacadeEnvironment): FacadeOutcome {
  return outcomeOf(readFacade(folder, environment, 'locked'));
}

/** Everything found in a folder, errors or not. */
export function readFacade(folder: string, environment: FacadeEnvironment, use: ShapeUse): ReadFacade {
  const faults = new FaultList();
  return loadTexts(readFacadeFolder(folder, faults), environment, faults, use);
}

/** A success when no fault is an error. */
export function outcomeOf({ catalogue, faults }: ReadFacade): FacadeOutcome {
  const warnings = faults.filter((fault) => fault.severity === 'warning');
  return { ...(warnings.length === faults.length ? success(catalogue) : failure(faults)), warnings };
}
