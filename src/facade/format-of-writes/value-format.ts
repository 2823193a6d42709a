// Where a value that goes to the ERP comes from, as YAML. It must never be anything but a name or a constant.
import { z } from 'zod';
import { legacyCode } from '../format/words.js';

const FORM = /^(\$command\.id|\$key(\.[^.\s]{1,128})?|[a-z][A-Za-z0-9]{0,63}(\.[^.\s]{1,128}){0,2})$/;

const EXPECTED =
  'must be a field of the input ("customerId", inside a table "lines.itemId"), "$key", "$command.id", or { constant: "…" }.';

/** A name, or a constant in quotes. */
export const valueFormat = z
  .union([
    z
      .string()
      .regex(FORM, EXPECTED)
      .describe(
        'A field of the input; $key, the key in the address; $command.id, the id of the command, 26 characters. ' +
          'One column of a field or key that stands in several: status.HOLD, $key.WHSNO',
      ),
    z.strictObject({ constant: legacyCode.describe('Exactly as the ERP writes it; always quoted') }),
  ])
  .meta({ id: 'Value', title: 'Value' });

export type ValueFormat = z.output<typeof valueFormat>;
