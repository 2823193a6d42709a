// The public health routes as a Nest module.
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Readiness } from '../../observability/readiness.js';
import { HealthController, READINESS } from './health.controller.js';

/** `/health/live` and `/health/ready`. */
@Module({})
export class HealthModule {
  static of(readiness: Readiness): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [{ provide: READINESS, useValue: readiness }],
    };
  }
}
