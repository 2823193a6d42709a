// Puts a declared route on the method of a controller that serves it.
// It must never let one through whose method does not take what the route asks, or does not give what it promises.
import { applyDecorators, createParamDecorator, HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { AdminRoute, AnswerOf, AskedOf } from './admin-route.js';
import { readAsked } from './read-asked.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The declaration of a route of /admin/v1. */
    admin?: AdminRoute;
    /** Of health and metrics, which anybody who reaches this listener may read. */
    open?: true;
  }
}

const Asked = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  readAsked(context.switchToHttp().getRequest<FastifyRequest>()),
);

type Serving<Route extends AdminRoute> = (asked: AskedOf<Route>) => AnswerOf<Route> | Promise<AnswerOf<Route>>;

/** Serves the route by the method it stands on; the controller's own path is the prefix. */
export function Serves<Route extends AdminRoute>(route: Route) {
  const decorate = applyDecorators(
    RequestMapping({ path: route.path.replaceAll(/\{(\w+)\}/g, ':$1'), method: RequestMethod[route.method] }),
    RouteConfig({ admin: route }),
    HttpCode(route.status),
  );
  return <Method extends Serving<Route>>(
    target: object,
    name: string,
    method: TypedPropertyDescriptor<Method>,
  ): void => {
    Asked()(target, name, 0);
    decorate(target, name, method);
  };
}
