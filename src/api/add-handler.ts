// Adds handlers to controllers that are made from the catalogue. It must never know what a handler does.
import { Req, Res } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A handler of a controller that has what `This` says. */
export type Handler<This> = (this: This, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** What the decorator syntax would do for a method written in a class body. */
export function addHandler<This>(
  target: Type<This>,
  name: string,
  handler: Handler<This>,
  decorators: readonly MethodDecorator[],
): void {
  const prototype = target.prototype as object;
  const descriptor: PropertyDescriptor = { value: handler, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res()(prototype, name, 1);
  for (const decorate of decorators) decorate(prototype, name, descriptor);
}
