// The detailed readiness of the gateway, run by terminus: one indicator for the gateway, one per source.
// It must never decide whether the gateway is fit; `isFit` does, for both listeners.
import { HttpException, Inject, Injectable } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { isFit } from '../observability/readiness.js';
import type { Readiness, SourceCondition } from '../observability/readiness.js';

/** Nest's injection token of the Readiness. */
export const READINESS = Symbol('Readiness');

/** Says how things stand, with a reason per source. */
@Injectable()
export class ReadinessCheck {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(READINESS) private readonly readiness: Readiness,
  ) {}

  /** `status` is `ok`, `degraded` (fit, with something to look at) or `error`; never throws for an unfit gateway. */
  async run(): Promise<HealthCheckResult> {
    const fit = isFit(this.readiness);
    const sources = [...this.readiness.sources()].map(
      ([name, condition]) =>
        () =>
          this.#source(`source ${name}`, condition, fit),
    );
    try {
      return await this.health.check([() => this.#gateway(), ...sources]);
    } catch (thrown) {
      // terminus hands over the result of an unfit gateway as the body of a thrown 503.
      if (thrown instanceof HttpException) return thrown.getResponse() as HealthCheckResult;
      throw thrown;
    }
  }

  #gateway(): HealthIndicatorResult {
    const gateway = this.indicators.check('gateway');
    if (this.readiness.stopping()) return gateway.down({ reason: 'The gateway is stopping.' });
    const warnings = this.readiness.warnings();
    return warnings.length === 0 ? gateway.up() : gateway.degraded({ warnings: [...warnings] });
  }

  #source(key: string, condition: SourceCondition, fit: boolean): HealthIndicatorResult {
    const source = this.indicators.check(key);
    if (condition.kind === 'unavailable') {
      const details = { reason: condition.advice };
      return fit ? source.degraded(details) : source.down(details);
    }
    const { standingWarning } = condition;
    return standingWarning === undefined ? source.up() : source.degraded({ warnings: [standingWarning] });
  }
}
