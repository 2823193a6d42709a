// How a mistake in a facade folder is described and proven to be told.
import { describe, expect, it } from '@jest/globals';
import type { FacadeFault } from '../../src/facade/facade-fault.js';
import { broken, lineOf, loadSmall, smallTexts } from './small-facade.js';
import type { Texts } from './small-facade.js';

/** What is replaced, by what, what the fault says, and the text on its line where that is not the replacement. */
export type Mistake = readonly [title: string, file: string, from: string, to: string, message: string, at?: string];

const shown = (fault: FacadeFault): string => `${fault.file}:${fault.line} ${fault.path}: ${fault.message}`;

/** One test per mistake: an error of that message stands in that file on that line. `sound` are the texts to break. */
export function tellsEach(where: string, mistakes: readonly Mistake[], sound: Texts = smallTexts): void {
  describe(`a mistake in ${where}`, () => {
    it.each(mistakes)('is told where it stands: %s', (...[, file, from, to, message, at]: Mistake) => {
      const texts = broken(file, from, to, sound);
      const outcome = loadSmall(texts);
      const errors = outcome.ok ? [] : outcome.faults.filter((fault) => fault.severity === 'error');
      const told = errors.find((fault) => fault.message.includes(message));
      expect(told === undefined ? errors.map(shown) : 'told').toBe('told');
      expect(told?.file).toBe(file);
      const first = lineOf(texts, file, at ?? to);
      const lines = Array.from({ length: (at ?? to).split('\n').length }, (_, index) => first + index);
      expect(lines).toContain(told?.line);
    });
  });
}
