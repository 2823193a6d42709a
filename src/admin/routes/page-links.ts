// Says where the next page is (RFC 8288), as the public API does. It must never link to anything but the same list.
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';

/** Adds the Link field to pages that another one follows. */
@Injectable()
export class PageLinks implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const mark = nextOf(answer);
        if (mark === null) return;
        const address = new URL(http.getRequest<FastifyRequest>().url, 'http://localhost');
        address.searchParams.set('after', String(mark));
        const target = `${address.pathname}?${address.searchParams.toString()}`;
        http.getResponse<FastifyReply>().header('link', `<${target}>; rel="next"`);
      }),
    );
  }
}

function nextOf(answer: unknown): string | number | null {
  if (typeof answer !== 'object' || answer === null || !('page' in answer)) return null;
  const { page } = answer as { readonly page?: { readonly next?: string | number | null } };
  return page?.next ?? null;
}
