// Whether a write may depend on what its sender has read, as YAML. It must never say how entity tags are made.
import { z } from 'zod';
import { parameterName, wordName } from '../format/words.js';

const compared = z
  .strictObject({
    parameter: parameterName.describe(
      'Parameter of the procedure that takes the version the caller has seen; NULL when there is nothing to compare',
    ),
    changed: wordName.describe('Reason, under `refusals` or `returns`, by which the procedure says: changed meanwhile'),
  })
  .meta({ id: 'ComparedByErp', title: 'Compared by the ERP' });

/** Compared by the ERP, or only looked at before the command is accepted. */
export const ifMatchFormat = z
  .union([z.literal('advisory'), compared])
  .describe(
    'Whether callers may send If-Match. With a parameter the ERP compares when it applies the change; "advisory" compares ' +
      'with what can be read before the command is accepted, and never again. Default: If-Match is refused',
  );

export type IfMatchFormat = z.output<typeof ifMatchFormat>;
