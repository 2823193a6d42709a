// Lets those in who can read the operator's token file. It must never tell how close a wrong token came.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import { COMMAND_DESK } from './command-desk.js';
import type { CommandDesk } from './command-desk.js';

/** Compares digests: those have one length, whatever was sent. */
export class OperatorGuard implements CanActivate {
  readonly #expected: Buffer;

  constructor(@Inject(COMMAND_DESK) { token }: CommandDesk) {
    this.#expected = digestOf(token);
  }

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const [, sent = ''] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
    if (timingSafeEqual(digestOf(sent), this.#expected)) return true;
    throw new Problem('unauthenticated', { detail: 'Send the operator token of the data folder as a Bearer.' });
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text.trim()).digest();
}
