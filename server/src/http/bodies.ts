import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

const kilobyte = 1_024;

/** How much a request may carry. A convention's first text comes in one piece. */
export const bodyLimits = {
  accounts: 16 * kilobyte,
  usual: 1_024 * kilobyte,
  largest: 12 * 1_024 * kilobyte,
} as const;

/** Lets JSON through and nothing else: a form of another site can't be made to send it. */
export const jsonOnly: RequestHandler = (request, response, next) => {
  if (!hasBody(request.headers)) return next();
  const type = request.headers['content-type'] ?? '';
  if (/^application\/json(;|$)/i.test(type)) return next();
  sendProblem(response, 'UNSUPPORTED_MEDIA_TYPE');
};

/** Refuses by the announced length; a body that announces none is refused where it is small, and counted while read elsewhere. */
export function atMost(limit: number): RequestHandler {
  return (request, response, next) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    const unannounced = request.headers['transfer-encoding'] !== undefined && limit < bodyLimits.largest;
    if (announced <= limit && !unannounced) return next();
    // The rest of the body is not read: the connection can't be used again.
    response.set('connection', 'close');
    sendProblem(response, 'PAYLOAD_TOO_LARGE');
  };
}

function hasBody(headers: Readonly<Record<string, unknown>>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
