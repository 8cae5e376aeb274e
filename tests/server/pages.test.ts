import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer, withServer } from '../support/server.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entente-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Entente</title>');
  await writeFile(join(folder, 'entente.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'assets', 'index-abc123.js'), `export const words = '${'entente '.repeat(1_000)}';`);
  server = await startTestServer({ pagesFolder: folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test('every page’s address answers the same document, never from a cache', async () => {
  for (const path of ['/', '/sign-in', '/conventions/123/meetings', '/invitations/a-secret_1']) {
    const response = await fetch(server.url + path);
    expect(response.status, path).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>Entente</title>');
  }
});

test('hashed files are kept for ever, and compressed on their way', async () => {
  const response = await fetch(`${server.url}/assets/index-abc123.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(await response.text()).toContain('entente entente');
});

test('a file without a hash is asked for again, and one that isn’t there is missing', async () => {
  expect((await fetch(`${server.url}/entente.svg`)).headers.get('cache-control')).toBe('no-cache');
  for (const path of ['/assets/gone-1.js', '/service-worker-of-old.js', '/.env']) {
    const response = await fetch(server.url + path);
    expect(response.status, path).toBe(404);
  }
  expect((await fetch(`${server.url}/assets/..%2f..%2fpackage.json`)).status).toBe(400);
});

test('without built pages, it says so', async () => {
  const empty = join(folder, 'nothing');
  await withServer(
    async ({ url }) => {
      const response = await fetch(`${url}/`);
      expect(response.status).toBe(503);
      expect(await response.text()).toMatch(/not built/);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    },
    { pagesFolder: empty },
  );
});
