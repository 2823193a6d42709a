// Public health: one word, for load balancers and orchestrators. It must never give a reason; those are on the
// administration listener.
import { Controller, Get, HttpException, Inject, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { isFit } from '../../observability/readiness.js';
import type { Readiness } from '../../observability/readiness.js';
import type { BanyanRoute } from '../route-config.js';

/** Nest's injection token of the Readiness. */
export const READINESS = Symbol('Readiness');

const HEALTH: BanyanRoute = { operation: 'health', access: 'public' };
const FIT = 200;
const UNFIT = 503;

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(READINESS) private readonly readiness: Readiness,
  ) {}

  /** The process answers. Says nothing about the ERP: restarting the gateway does not repair that. */
  @Get('live')
  @RouteConfig({ banyan: HEALTH })
  live(@Res() reply: FastifyReply): void {
    reply.header('cache-control', 'no-store').send({ status: 'ok' });
  }

  /** The gateway can serve requests now; 503 otherwise. */
  @Get('ready')
  @RouteConfig({ banyan: HEALTH })
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const fit = await this.#passes();
    reply
      .code(fit ? FIT : UNFIT)
      .header('cache-control', 'no-store')
      .send({ status: fit ? 'ok' : 'error' });
  }

  /** terminus says "not fit" by throwing. */
  async #passes(): Promise<boolean> {
    const gateway = this.indicators.check('gateway');
    try {
      await this.health.check([() => (isFit(this.readiness) ? gateway.up() : gateway.down())]);
      return true;
    } catch (thrown) {
      if (thrown instanceof HttpException) return false;
      throw thrown;
    }
  }
}
