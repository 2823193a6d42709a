// Which ends of calls speak against the ERP, and which against nobody.
import { describe, expect, it } from '@jest/globals';
import { DeadlineExceeded } from '../../kernel/deadline.js';
import { abortFault, SourceFault } from '../../legacy/source-fault.js';
import type { SourceFaultKind } from '../../legacy/source-fault.js';
import type { Health } from './health.js';
import { healthOfError } from './health.js';

describe('what the end of a call tells of the ERP', () => {
  it.each<readonly [SourceFaultKind, Health]>([
    ['refused', 'good'],
    ['transient', 'nothing'],
    ['unavailable', 'bad'],
    ['timed-out', 'bad'],
    ['lost', 'bad'],
    ['cancelled', 'nothing'],
  ])('%s: %s', (kind, health) => {
    expect(healthOfError(new SourceFault(kind, 'said'))).toBe(health);
  });

  it('is nothing when it was cut by a deadline of whoever asked instead of by its own', () => {
    const cut = abortFault(AbortSignal.abort(new DeadlineExceeded(1)));
    expect(healthOfError(cut, { isGivenUp: true })).toBe('nothing');
    expect(healthOfError(new SourceFault('unavailable', 'nothing listens'), { isGivenUp: true })).toBe('bad');
  });

  it('is nothing for the reasons of callers, and bad for a cancel that nobody acknowledges', () => {
    expect(healthOfError(new Error('hung up'))).toBe('nothing');
    expect(healthOfError(abortFault(AbortSignal.abort(new DeadlineExceeded(1))))).toBe('bad');
    const unheard = new SourceFault('cancelled', 'the caller went away');
    unheard.mayRunOn = true;
    expect(healthOfError(unheard)).toBe('bad');
  });
});
