/**
 * Lets a page open without a network: keeps the application's own files, and nothing else. What people wrote, and every
 * answer of the API, stays out of here: the text has its own local copy, and no cache may outlive a right.
 */
type Lasting = Event & { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Lasting & { readonly request: Request; readonly respondWith: (response: Promise<Response>) => void };

/** The part of the worker's global scope that is used here; the page's types know only its own. */
const worker = self as unknown as {
  readonly location: Location;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly addEventListener: (type: string, listener: (event: never) => void) => void;
};

const cacheName = 'entente:application';
/** One page for every address: the router reads the address afterwards. */
const page = '/';
const neverKept = /^\/(api|sync|healthz)(\/|$)/;

worker.addEventListener('install', (event: Lasting) => event.waitUntil(Promise.all([worker.skipWaiting(), renew()])));
worker.addEventListener('activate', (event: Lasting) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event: Lasting) => event.waitUntil(renew()));
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || neverKept.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(fromNetworkFirst(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
});

/** A new page is always asked of the server; the kept one is for when nobody answers. */
async function fromNetworkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(page);
    if (kept) return kept;
    throw error;
  }
}

/** The name of a built file changes with its content, so a kept one is never old. */
async function fromCacheFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Brings the kept files up to the server's build: adds what is missing, drops what no page uses any more. */
async function renew(): Promise<void> {
  const answer = await fetch('/offline-files.json', { cache: 'no-store' });
  if (!answer.ok) return;
  const files = new Set((await answer.json()) as string[]);
  const cache = await caches.open(cacheName);
  const kept = await cache.keys();
  const names = new Set(kept.map(({ url }) => new URL(url).pathname));
  await cache.addAll([page, ...[...files].filter((file) => !names.has(file))]);
  await Promise.all(
    kept.filter(({ url }) => isOld(new URL(url).pathname, files)).map((request) => cache.delete(request)),
  );
}

function isOld(pathname: string, files: ReadonlySet<string>): boolean {
  return pathname !== page && !files.has(pathname);
}
