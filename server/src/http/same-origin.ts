import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses every request that would change something and comes from another site's page (F-53). Browsers state where a request
 * comes from in two headers that pages can't set; a program that is no browser sends neither, and carries no one else's
 * cookies either.
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  return (request, response, next) => {
    const site = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const foreign = (site !== undefined && site !== 'same-origin') || (origin !== undefined && origin !== publicUrl);
    if (!safeMethods.has(request.method) && foreign) sendProblem(response, 'FORBIDDEN');
    else next();
  };
}
