// Whether what an acknowledgement gives back are results of the operation. How their texts are read is the write path's.
import type { WrittenField } from '../writing/written-source.js';
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** Reports outputs without a type; `spot` is the layout. */
export function checkOutputs(
  outputs: readonly { readonly result: string }[],
  results: ReadonlyMap<string, WrittenField>,
  spot: Spot,
): void {
  for (const { result } of outputs) {
    if (results.has(result)) continue;
    const meant = didYouMean(result, [...results.keys()]);
    spot
      .in('acknowledgement', 'outputs', result)
      .errorAtKey(
        `the resource has no field "${result}": declare its type under \`results\` of the operation.${meant}`,
      );
  }
}
