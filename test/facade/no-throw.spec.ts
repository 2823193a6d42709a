// Whatever stands in a facade folder, the loader answers with faults; it never throws and never hangs.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { droppingTexts } from './dropping-facade.js';
import { loadSmall, smallTexts } from './small-facade.js';
import type { Texts } from './small-facade.js';

const files = Object.keys(droppingTexts);
/** The smallest facade that has the file: reading more would only take longer. */
const textsWith = (file: string): Texts => (file in smallTexts ? smallTexts : droppingTexts);
const seed = 20261120;

const scraps = fc.constantFrom(
  ...['{', '}', '[', ']', ':', '- ', '&a ', '*a', '!!binary ', '"', "'", '|\n', '? ', '<<: ', '${', '${X}', '---\n'],
  ...[
    '__proto__: 1\n',
    '\t',
    '\n',
    '\u0000',
    '\uD800',
    '#',
    '@',
    '%',
    '~',
    '01',
    '{}',
    '[]',
    'null',
    'constructor: {}\n',
  ],
);

describe('no facade makes the loader throw', () => {
  it('when scraps of YAML are cut into a sound file', () => {
    const property = fc.property(
      fc.constantFrom(...files),
      fc.nat(4000),
      fc.nat(40),
      fc.array(scraps, { maxLength: 5 }),
      (file, at, cut, pieces) => {
        const text = textsWith(file)[file] ?? '';
        const start = at % text.length;
        const spoilt = text.slice(0, start) + pieces.join('') + text.slice(start + cut);
        const outcome = loadSmall({ ...textsWith(file), [file]: spoilt });
        expect(typeof outcome.ok).toBe('boolean');
      },
    );
    fc.assert(property, { seed, numRuns: 300 });
  });

  it('when files hold other data than they should', () => {
    const member = fc.constantFrom(
      'resource',
      'fields',
      'binding',
      'map',
      'codes',
      'when',
      'type',
      'sources',
      'read',
      'view',
      'record',
      'layout',
      'acknowledgement',
      'from',
      'drop',
      'windows',
      'exists',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 2 }),
        fc.dictionary(member, tie('tree')),
        fc.array(tie('tree')),
      ),
    }));
    const property = fc.property(fc.constantFrom(...files), tree, (file, value) => {
      const outcome = loadSmall({ ...textsWith(file), [file]: stringify(value) });
      expect(typeof outcome.ok).toBe('boolean');
    });
    fc.assert(property, { seed, numRuns: 150 });
  });

  it.each([
    ['nested lists without end', '['.repeat(100_000)],
    ['nested blocks', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['a very long line', `title: ${'x'.repeat(1_000_000)}`],
    ['more text than anybody writes', '#'.repeat(3_000_000)],
    ['nothing', ''],
    ['a list', '- a\n- b'],
  ])('when a file is %s', (_, text) => {
    for (const file of files) expect(loadSmall({ ...textsWith(file), [file]: text }).ok).toBe(false);
  });
});
