// Guards Nest's guard: it only asserts, and it fails closed.
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../observability/observation.js';
import { AdmissionGuard } from './admission.guard.js';

function ask(request: object): { readonly outcome: unknown; readonly observations: readonly Observation[] } {
  const observations: Observation[] = [];
  const guard = new AdmissionGuard((observation) => observations.push(observation));
  try {
    return { outcome: guard.canActivate(new ExecutionContextHost([request, {}])), observations };
  } catch (error) {
    return { outcome: error, observations };
  }
}

describe('the guard', () => {
  it('lets an admitted request pass and says nothing', () => {
    expect(ask({ banyan: { admitted: true } })).toEqual({ outcome: true, observations: [] });
  });

  it.each([{}, { banyan: null }, { banyan: { admitted: false } }, { banyan: { admitted: 'yes' } }])(
    'ends %j as an internal error and warns',
    (request) => {
      const { outcome, observations } = ask(request);

      expect(outcome).toMatchObject({ code: 'internal-error', detail: undefined });
      expect(observations).toEqual([
        { kind: 'warning', topic: 'admission', text: 'A request reached a controller without having been admitted.' },
      ]);
    },
  );
});
