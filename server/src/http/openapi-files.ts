/** Uploads and downloads, which are routes of their own (`file-routes.ts`): what the OpenAPI document says of them. */
import { zImportProposal, zImportRefusal } from '@entente/shared/sections/import-proposal';
import { z } from 'zod';
import { file, json, nobodySignedIn, type Operation, type Paths, told } from './openapi-paths.ts';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const refused = z.object({ code: z.literal('UNPROCESSABLE_CONTENT'), data: zImportRefusal });

const readWordFile: Operation = {
  tags: ['files'],
  summary: 'Read a Word file into a proposal; nothing is created',
  requestBody: { required: true, content: { ...file(wordType), ...file('application/octet-stream') } },
  responses: {
    '200': { description: 'What each part of the file would become.', content: json(zImportProposal) },
    '422': { description: 'The file is refused; `data.refused` says why.', content: json(refused) },
    '415': told('Not announced as a Word file.'),
    ...nobodySignedIn,
  },
};

const exportMe: Operation = {
  tags: ['files', 'me'],
  summary: 'Everything that is held about the signed-in person',
  responses: {
    '200': { description: 'A JSON file.', content: json(z.record(z.string(), z.unknown())) },
    ...nobodySignedIn,
  },
};

type Download = { readonly type: string; readonly summary: string; readonly description: string };

/** A file of a convention, at a path whose parameters are identifiers. */
function download(path: string, { type, summary, description }: Download): Paths {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  const responses = {
    '200': { description, content: file(type) },
    '404': told('It does not exist, or not for you.'),
    ...nobodySignedIn,
  };
  return { [path]: { get: { tags: ['files'], summary, parameters, responses } } };
}

export const filePaths: Paths = {
  '/imports': { post: readWordFile },
  ...download('/conventions/{id}/convention.pdf', {
    type: 'application/pdf',
    summary: 'The convention as PDF/A: a marked draft, the frozen text, or the signed one',
    description:
      'The document. Frozen or signed, it is sealed, with the evidence inside: `entente-seal` is `PAdES-B-B` or `PAdES-B-T`, and `entente-timestamp` is `granted`, `not-configured` or `failed`. Of a draft, `entente-seal` is `none`.',
  }),
  ...download('/conventions/{id}/journal.json', {
    type: 'application/json',
    summary: 'The journal with its hashes, the words that it refers to, and names',
    description: 'The journal.',
  }),
  ...download('/conventions/{id}/journal.csv', {
    type: 'text/csv',
    summary: 'The same for a spreadsheet: a line for each entry, with semicolons for whoever reads French',
    description: 'The journal.',
  }),
  ...download('/conventions/{id}/evidence.json', {
    type: 'application/json',
    summary: 'The evidence of a frozen or signed convention, as it is inside its PDF (EVIDENCE.md)',
    description: 'The evidence.',
  }),
  ...download('/conventions/{id}/meetings.ics', {
    type: 'text/calendar',
    summary: 'All meetings of a convention, for a calendar (iCalendar)',
    description: 'The meetings.',
  }),
  ...download('/conventions/{id}/meetings/{meeting}/meeting.ics', {
    type: 'text/calendar',
    summary: 'A meeting for a calendar (iCalendar); a cancelled one is taken out of it',
    description: 'The meeting.',
  }),
  ...download('/conventions/{id}/meetings/{meeting}/minutes.pdf', {
    type: 'application/pdf',
    summary: 'The minutes of a closed meeting as PDF/A',
    description: 'The document.',
  }),
  '/me/export': { get: exportMe },
};
