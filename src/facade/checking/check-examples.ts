// Checks that the requests suggested to newcomers name resources of this facade.
// It must never judge their queries; the read path does, and a test of the demo facade sends them.
import { didYouMean } from '../yaml/did-you-mean.js';
import type { Spot } from '../yaml/spot.js';

/** `resources` are the names of all resource files; `spot` is the list of examples. */
export function checkExamples(examples: readonly string[], resources: readonly string[], spot: Spot): void {
  for (const [index, example] of examples.entries()) {
    const [name = ''] = example.split(/[/?]/, 1);
    if (resources.includes(name)) continue;
    spot
      .in(index)
      .error(`no resource is called "${name}".${didYouMean(name, resources)} There are: ${resources.join(', ')}.`);
  }
}
