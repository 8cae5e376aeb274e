import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pathForLog } from '../log.ts';

/** One line per request, without its query, headers, cookies or body. */
export function requestLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.on('close', () => {
      const line = {
        method: request.method,
        path: pathForLog(request.originalUrl),
        status: response.statusCode,
        ms: Math.round(performance.now() - startedAt),
      };
      if (response.statusCode >= 500) log.error(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}
