/** The OpenAPI document: the contract's own routes, generated, and the few beside it, written here. */

import { zAssertion } from '@entente/shared/accounts/passkey';
import { passwordLengths } from '@entente/shared/accounts/password';
import { contract } from '@entente/shared/http/contract';
import { zRefusalData } from '@entente/shared/http/refusal-data';
import { zReason } from '@entente/shared/negotiation/reasons';
import { zOrganisationReason } from '@entente/shared/organisations/reasons';
import { zImportProposal, zImportRefusal } from '@entente/shared/sections/import-proposal';
import { zSigningReason } from '@entente/shared/signing/reasons';
import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { z } from 'zod';

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
  const byHand = { ...accountPaths(), ...filePaths() } as unknown as NonNullable<Document['paths']>;
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

/**
 * What is written by hand, in plain shapes: the generator's types are the union of two versions of the specification and
 * can't be built piece by piece. The whole is checked as a document by a test.
 */
type Content = Readonly<Record<string, { readonly schema: object }>>;
type Operation = {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly object[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
type Paths = Readonly<Record<string, { readonly get?: Operation; readonly post?: Operation }>>;

const json = (schema: z.ZodType): Content => ({ 'application/json': { schema: z.toJSONSchema(schema) } });
const ok = (text: string) => ({ description: text });

function accountOperation(summary: string, body: z.ZodType | null, problems: Record<string, string>): Operation {
  const responses = Object.entries(problems).map(([status, text]) => [status, ok(text)]);
  return {
    tags: ['accounts'],
    summary,
    security: [],
    ...(body === null ? {} : { requestBody: { required: true, content: json(body) } }),
    responses: { '200': ok('Done.'), ...Object.fromEntries(responses), '429': ok('Too many tries.') },
  };
}

function accountPaths(): Paths {
  const email = z.email();
  const password = z.string();
  const newPassword = z.string().min(passwordLengths.min).max(passwordLengths.max);
  const person = z.object({
    name: z.string().min(1).max(120),
    email,
    password: newPassword,
    language: z.enum(['fr', 'en']).optional(),
  });
  const change = z.object({ currentPassword: password, newPassword });
  const post = (...of: Parameters<typeof accountOperation>) => ({ post: accountOperation(...of) });
  return {
    '/auth/sign-up/email': post('Create an account, and sign in where no address is to be verified', person, {
      '422': 'The address has an account already.',
    }),
    '/auth/sign-in/email': post('Sign in', z.object({ email, password }), {
      '401': 'Wrong address or password.',
      '403': 'The address is not verified yet.',
    }),
    '/auth/passkey/generate-authenticate-options': {
      get: accountOperation('Begin to sign in with a passkey: what the browser asks the device', null, {}),
    },
    '/auth/passkey/verify-authentication': post(
      'Sign in with what the device answered',
      z.object({ response: zAssertion }),
      { '401': 'The passkey is not known, or did not make sure who is there.' },
    ),
    '/auth/sign-out': post('Sign out', null, {}),
    '/auth/change-password': post('Change one’s password; every other session ends', change, {
      '400': 'Wrong password.',
    }),
    '/auth/request-password-reset': post(
      'Ask for a link to choose a new password, by mail or by the operator',
      z.object({ email }),
      {},
    ),
    '/auth/reset-password': post(
      'Choose a new password with such a link',
      z.object({ token: z.string(), newPassword }),
      {
        '400': 'The link is not valid any more.',
      },
    ),
    '/auth/list-sessions': {
      get: { ...accountOperation('List one’s sessions', null, { '401': 'Nobody is signed in.' }) },
    },
    '/auth/revoke-session': post('End one of one’s sessions', z.object({ token: z.string() }), {
      '401': 'Nobody is signed in.',
    }),
  };
}

const file = (type: string): Content => ({ [type]: { schema: { type: 'string', contentMediaType: type } } });
const inPath = (name: string) => ({
  name,
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const, format: 'uuid' },
});
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const usual = { '401': ok('Nobody is signed in.'), '404': ok('It does not exist, or not for you.') };

function filePaths(): Paths {
  const refused = z.object({ code: z.literal('UNPROCESSABLE_CONTENT'), data: zImportRefusal });
  return {
    '/imports': {
      post: {
        tags: ['files'],
        summary: 'Read a Word file into a proposal; nothing is created',
        requestBody: { required: true, content: { ...file(wordType), ...file('application/octet-stream') } },
        responses: {
          '200': { description: 'What each part of the file would become.', content: json(zImportProposal) },
          '422': { description: 'The file is refused; `data.refused` says why.', content: json(refused) },
          '401': usual['401'],
          '415': ok('Not announced as a Word file.'),
        },
      },
    },
    '/conventions/{id}/convention.pdf': {
      get: {
        tags: ['files'],
        summary: 'The convention as PDF/A: a marked draft, the frozen text, or the signed one',
        parameters: [inPath('id')],
        responses: {
          '200': {
            description:
              'The document. Frozen or signed, it is sealed, with the evidence inside: `entente-seal` is `PAdES-B-B` or `PAdES-B-T`, and `entente-timestamp` is `granted`, `not-configured` or `failed`. Of a draft, `entente-seal` is `none`.',
            content: file('application/pdf'),
          },
          ...usual,
        },
      },
    },
    '/conventions/{id}/journal.json': {
      get: {
        tags: ['files'],
        summary: 'The journal with its hashes, the words that it refers to, and names',
        parameters: [inPath('id')],
        responses: { '200': { description: 'The journal.', content: file('application/json') }, ...usual },
      },
    },
    '/conventions/{id}/journal.csv': {
      get: {
        tags: ['files'],
        summary: 'The same for a spreadsheet: a line for each entry, with semicolons for whoever reads French',
        parameters: [inPath('id')],
        responses: { '200': { description: 'The journal.', content: file('text/csv') }, ...usual },
      },
    },
    '/conventions/{id}/evidence.json': {
      get: {
        tags: ['files'],
        summary: 'The evidence of a frozen or signed convention, as it is inside its PDF (EVIDENCE.md)',
        parameters: [inPath('id')],
        responses: { '200': { description: 'The evidence.', content: file('application/json') }, ...usual },
      },
    },
    '/conventions/{id}/meetings.ics': {
      get: {
        tags: ['files'],
        summary: 'All meetings of a convention, for a calendar (iCalendar)',
        parameters: [inPath('id')],
        responses: { '200': { description: 'The meetings.', content: file('text/calendar') }, ...usual },
      },
    },
    '/conventions/{id}/meetings/{meeting}/meeting.ics': {
      get: {
        tags: ['files'],
        summary: 'A meeting for a calendar (iCalendar); a cancelled one is taken out of it',
        parameters: [inPath('id'), inPath('meeting')],
        responses: { '200': { description: 'The meeting.', content: file('text/calendar') }, ...usual },
      },
    },
    '/conventions/{id}/meetings/{meeting}/minutes.pdf': {
      get: {
        tags: ['files'],
        summary: 'The minutes of a closed meeting as PDF/A',
        parameters: [inPath('id'), inPath('meeting')],
        responses: { '200': { description: 'The document.', content: file('application/pdf') }, ...usual },
      },
    },
    '/me/export': {
      get: {
        tags: ['files', 'me'],
        summary: 'Everything that is held about the signed-in person',
        responses: {
          '200': { description: 'A JSON file.', content: json(z.record(z.string(), z.unknown())) },
          '401': usual['401'],
        },
      },
    },
  };
}
