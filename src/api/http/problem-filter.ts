// Nest's last filter: hands whatever was thrown to the problem answer. It must never decide anything itself.
import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemAnswer } from '../problem-answer.js';

/** Catches everything, of handlers, guards, hooks and the router. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly answer: ProblemAnswer) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
