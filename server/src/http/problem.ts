import type { Response } from 'express';

/** Every error that leaves outside the typed API, in that API's own form. */
const problems = {
  BAD_REQUEST: { status: 400, message: 'Bad Request' },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized' },
  FORBIDDEN: { status: 403, message: 'Forbidden' },
  NOT_FOUND: { status: 404, message: 'Not Found' },
  METHOD_NOT_SUPPORTED: { status: 405, message: 'Method Not Supported' },
  PAYLOAD_TOO_LARGE: { status: 413, message: 'Payload Too Large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'Unsupported Media Type' },
  UNPROCESSABLE_CONTENT: { status: 422, message: 'Unprocessable Content' },
  TOO_MANY_REQUESTS: { status: 429, message: 'Too Many Requests' },
  INTERNAL_SERVER_ERROR: { status: 500, message: 'Internal Server Error' },
} as const;

export type Problem = keyof typeof problems;

/** `data` says more where the code alone doesn't, in the same place as the typed API's. */
export function sendProblem(response: Response, code: Problem, data?: unknown): void {
  const { status, message } = problems[code];
  response
    .status(status)
    .json({ defined: data !== undefined, code, status, message, ...(data === undefined ? {} : { data }) });
}
