import { contract } from '@entente/shared/http/contract';
import { zReason } from '@entente/shared/negotiation/reasons';
import { zOrganisationReason } from '@entente/shared/organisations/reasons';
import { zSigningReason } from '@entente/shared/signing/reasons';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer, Visitor } from '../support/server.ts';

type Operation = {
  readonly summary?: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security?: readonly unknown[];
};
type Document = {
  readonly openapi: string;
  readonly info: { readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: unknown };
};

let server: TestServer;
let document: Document;
beforeAll(async () => {
  server = await startTestServer();
  document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as Document;
});
afterAll(() => server.close());

test('the document is a valid one', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1/);
});

function* routesOf(part: object): Generator<{ method: string; path: string }> {
  for (const value of Object.values(part)) {
    const route = (value as { '~orpc'?: { route: { method: string; path: string } } })['~orpc']?.route;
    if (route) yield { method: route.method.toLowerCase(), path: route.path };
    else yield* routesOf(value as object);
  }
}

test('it lists every route of the contract, and the files and accounts beside it', () => {
  const contracted = [...routesOf(contract)];
  expect(contracted.length).toBeGreaterThan(25);
  for (const { method, path } of contracted) expect(document.paths[path]?.[method], `${method} ${path}`).toBeDefined();
  const beside = [
    '/imports',
    '/me/export',
    '/conventions/{id}/convention.pdf',
    '/conventions/{id}/evidence.json',
    '/conventions/{id}/journal.csv',
    '/conventions/{id}/journal.json',
    '/conventions/{id}/meetings.ics',
    '/conventions/{id}/meetings/{meeting}/meeting.ics',
    '/conventions/{id}/meetings/{meeting}/minutes.pdf',
  ];
  for (const path of [...beside, '/auth/sign-in/email', '/auth/sign-up/email'])
    expect(document.paths[path], path).toBeDefined();
});

test('every operation says in a line what it does', () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, { summary }] of Object.entries(operations)) expect(summary, `${method} ${path}`).toMatch(/\w/);
  }
});

test('it names every refusal code, and says how one signs in', () => {
  for (const { shape } of [...zReason.options, ...zOrganisationReason.options, ...zSigningReason.options]) {
    expect(document.info.description).toContain(`\`${shape.code.value}\``);
  }
  expect(document.components.securitySchemes).toEqual({
    session: { type: 'apiKey', in: 'cookie', name: 'entente.session_token' },
  });
  expect(document.paths['/conventions/{id}/commands']?.post?.responses).toHaveProperty('409');
  expect(document.paths['/invitations/{token}']?.get?.security).toEqual([]);
});

test('the readable page is made of files that are served here, and nothing is written into it', async () => {
  const page = await (await fetch(`${server.url}/api/docs`)).text();
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses) {
    expect(address.startsWith('/')).toBe(true);
    expect((await new Visitor(server.url).fetch(address)).status, address).toBe(200);
  }
});
