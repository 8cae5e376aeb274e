/** The OpenAPI document: the contract's own routes, generated, and the few beside it, written by hand. */
import { contract } from '@entente/shared/http/contract';
import { zRefusalData } from '@entente/shared/http/refusal-data';
import { zReason } from '@entente/shared/negotiation/reasons';
import { zOrganisationReason } from '@entente/shared/organisations/reasons';
import { zSigningReason } from '@entente/shared/signing/reasons';
import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { accountPaths } from './openapi-accounts.ts';
import { filePaths } from './openapi-files.ts';

export type Document = OpenAPI.Document;

/** Generates the document. `cookie` is the name of the session's cookie, which `https` changes. */
export async function openApiDocument(cookie: string): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const generated = await generator.generate(contract, {
    info: { title: 'Entente', version: '1', description, license: { name: 'EUPL-1.2' } },
    servers: [{ url: '/api' }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookie } } },
    security: [{ session: [] }],
    tags: Object.entries(tags).map(([name, what]) => ({ name, description: what })),
    commonSchemas: { Refusal: { schema: zRefusalData } },
  });
  const byHand = { ...accountPaths, ...filePaths } as unknown as NonNullable<Document['paths']>;
  return { ...generated, paths: withoutSecurity({ ...generated.paths, ...byHand }) };
}

const tags = {
  accounts: 'Creating an account, signing in and out (better-auth).',
  me: 'The signed-in person.',
  organisations: 'Organisations and their members.',
  invitations: 'What the holder of a link sees and may do.',
  conventions: 'Conventions and their negotiation.',
  signing: 'Signing a frozen text with a proof of who signs: a passkey, or the password and a mailed code.',
  text: 'The words of a convention. They are edited on the socket `/sync/{id}`: see PROTOCOL.md.',
  threads: 'Comments anchored to words.',
  files: 'Uploads and downloads.',
};

function codesOf(union: { options: readonly { shape: { code: { value: string } } }[] }): string {
  return union.options.map(({ shape }) => `\`${shape.code.value}\``).join(', ');
}

const description = `Partner organisations negotiate one convention together.

Sign in with \`POST /api/auth/sign-in/email\`; the session is a cookie. Requests that change something are JSON, and are refused
(403) when their \`Origin\` or \`Sec-Fetch-Site\` names another site; routes under \`/api/auth\` want an \`Origin\` as soon as a cookie is sent.

What does not exist and what is not for you is the same 404. Where a rule says no, the answer is a 409 with the code \`REFUSED\`, and
\`data.reasons\` lists each reason: its \`code\`, the \`rule\` (an identifier such as \`NEG-1\`, or null), and what would lift it.

Codes of the negotiation: ${codesOf(zReason)}.

Codes of organisations and accounts: ${codesOf(zOrganisationReason)}.

Codes of passkeys and of proving who signs: ${codesOf(zSigningReason)}.`;

/** Nobody needs to be signed in to read an invitation, or to sign in. */
function withoutSecurity(paths: NonNullable<Document['paths']>): NonNullable<Document['paths']> {
  const preview = paths['/invitations/{token}'];
  if (!preview?.get) throw new Error('the contract has no route for reading an invitation');
  return { ...paths, '/invitations/{token}': { ...preview, get: { ...preview.get, security: [] } } };
}
