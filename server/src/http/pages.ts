import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';

const loopbackAddress = /^(127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

export type Pages = {
  /** The built client. */
  readonly folder: string;
  readonly publicUrl: string;
};

/**
 * The pages: hashed files for ever, `index.html` never from a cache, and the same `index.html` for every address of a page,
 * which the client's own router reads.
 */
export function mountPages(app: Express, { folder, publicUrl }: Pages): void {
  const index = join(folder, 'index.html');
  app.use(toPublicName(publicUrl));
  // The pages alone: what the API answers mixes secrets with what others wrote, and its length could tell.
  app.use(compression());
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  );
  // Names without a hash (the icon, a service worker) may hold something else tomorrow.
  app.use(
    express.static(folder, {
      index: false,
      cacheControl: false,
      setHeaders: (response) => response.set('cache-control', 'no-cache'),
    }),
  );
  app.get('/{*page}', (request, response) => {
    // Pages have no dot in their address: this asks for a file that isn't there.
    if (request.path.includes('.')) return void response.status(404).type('text/plain').send('Not Found\n');
    if (!existsSync(index)) {
      response
        .status(503)
        .type('text/plain')
        .send(
          'The pages are not built yet: run "npm start", which builds them, or "pnpm --filter @entente/client build".\n',
        );
      return;
    }
    response.set('cache-control', 'no-cache').sendFile(index);
  });
}

/** Who types 127.0.0.1 is led to the name that links and passkeys use, where their requests are known to come from. */
function toPublicName(publicUrl: string): RequestHandler {
  const { host } = new URL(publicUrl);
  return (request, response, next) => {
    const typed = request.headers.host ?? '';
    const elsewhere = loopbackAddress.test(typed) && typed !== host && new URL(publicUrl).hostname === 'localhost';
    if (elsewhere && request.method === 'GET') response.redirect(307, publicUrl + request.originalUrl);
    else next();
  };
}
