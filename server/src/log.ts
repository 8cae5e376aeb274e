import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/**
 * The log: JSON lines for the operator. It never holds a cookie, a token, the secret of a link, a password, or words of a
 * convention (F-54); callers log identifiers, codes and counts, never request bodies.
 */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // A guard behind the habit: whatever passes here under these names is struck out.
    redact: {
      paths: [
        '*.cookie',
        '*.authorization',
        '*.password',
        '*.token',
        '*.secret',
        '*.headers',
        'cookie',
        'password',
        'token',
      ],
      censor: '[struck out]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A path fit for the log: without its query, and without the secret that a link carries. However the rest of the path is
 * written, whatever is as long as a secret is struck out, unless it is an identifier or plain words.
 */
export function pathForLog(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path.replace(/[\w%-]{20,}/g, (part) => (identifier.test(part) || /^[a-z-]+$/.test(part) ? part : '[secret]'));
}

/** An error for the log: what happened and where, without what people sent or wrote. */
export function withoutData(error: unknown): { name: string; message: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { name: 'unknown', message: typeof error, stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}
