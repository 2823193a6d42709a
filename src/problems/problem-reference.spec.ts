// The committed reference says exactly what the code says.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { PROBLEMS } from './problem-codes.js';
import { renderProblemReference } from './problem-reference.js';

describe('the problem reference', () => {
  it('is committed as docs/problems.md without a difference', async () => {
    expect(await readFile('docs/problems.md', 'utf8')).toBe(renderProblemReference());
  });

  it('has an entry with cause, check and act for every code', () => {
    const sections = renderProblemReference().split('\n## ').slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(Object.keys(PROBLEMS));
    for (const section of sections) expect(section).toMatch(/Cause:[\s\S]*Check:[\s\S]*Act:/);
  });
});
