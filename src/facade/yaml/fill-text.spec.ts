// Filling texts: what is filled, what is refused, and what is never said.
import { describe, expect, it } from '@jest/globals';
import { fillText } from './fill-text.js';

const environment = {
  lookup: (name: string) => ({ HOST: 'erp', EMPTY: '' })[name],
  readSecretFile: (path: string) => {
    if (path === '/run/secrets/x') return 'top\n';
    throw Object.assign(new Error(`EACCES: top secret of ${path}`), { code: 'EACCES' });
  },
};
const filled = (text: string): string => fillText(text, environment).text;
const faults = (text: string): readonly string[] => fillText(text, environment).faults;

describe('filling a text', () => {
  it.each([
    ['a${HOST}b', 'aerpb'],
    ['${HOST}${HOST}', 'erperp'],
    ['${EMPTY}', ''],
    ['${EMPTY:-x}', 'x'],
    ['${NONE:-a:-b}', 'a:-b'],
    ['${NONE:-}', ''],
    ['${file:/run/secrets/x}', 'top'],
    ['$${HOST}', '${HOST}'],
    ['^[A-Z]{3}$', '^[A-Z]{3}$'],
  ])('makes %s to %s', (text, expected) => {
    expect(fillText(text, environment)).toMatchObject({ text: expected, faults: [] });
  });

  it('does not fill what a value brings along', () => {
    const sly = { ...environment, lookup: () => '${HOST}' };
    expect(fillText('${X}', sly).text).toBe('${HOST}');
  });

  it('tells every reference that cannot be filled', () => {
    expect(faults('${NONE} ${1} ${HOST')).toHaveLength(3);
    expect(filled('${NONE}')).toBe('');
  });

  it('says why a secret file cannot be read without what the system said about it', () => {
    expect(faults('${file:/etc/no}')).toEqual(['the secret file /etc/no cannot be read (EACCES).']);
    expect(faults('${file:relative}')[0]).toContain('absolute path');
  });

  it('keeps the values that came from outside apart from defaults', () => {
    expect(fillText('${HOST} ${NONE:-x}', environment).filled).toEqual([{ reference: '${HOST}', value: 'erp' }]);
  });
});
