// What operators and their scrapers ask the administration listener. It must never change anything.
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Metrics } from '../observability/metrics/metrics.js';
import { ReadinessCheck } from './readiness-check.js';

/** Nest's injection token of the Metrics. */
export const METRICS = Symbol('Metrics');

/** Scrapers and orchestrators have no secret of ours. */
const OPEN = { open: true } as const;
const FIT = 200;
const UNFIT = 503;

@Controller()
export class OperatorController {
  constructor(
    @Inject(METRICS) private readonly measured: Pick<Metrics, 'render' | 'contentType'>,
    @Inject(ReadinessCheck) private readonly readiness: ReadinessCheck,
  ) {}

  /** Prometheus exposition text. */
  @Get('metrics')
  @RouteConfig(OPEN)
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    reply.type(this.measured.contentType).send(await this.measured.render());
  }

  /** The process answers. */
  @Get('health/live')
  @RouteConfig(OPEN)
  live(@Res() reply: FastifyReply): void {
    reply.send({ status: 'ok' });
  }

  /** Fit or not, and why, per source; standing warnings included. */
  @Get('health/ready')
  @RouteConfig(OPEN)
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { status, details } = await this.readiness.run();
    reply.code(status === 'error' ? UNFIT : FIT).send({ status, details });
  }
}
