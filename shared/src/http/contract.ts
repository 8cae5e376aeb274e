/**
 * The HTTP API, one contract for the server, the page and the OpenAPI document (`/api/openapi.json`).
 *
 * Errors: 401 `UNAUTHORIZED` (sign in), 404 `NOT_FOUND` (it doesn't exist, or not for you: the same answer), 409
 * `REFUSED` (a rule says no; `reasons` says which and what would lift it), 400 `BAD_REQUEST` (the input doesn't parse),
 * 429 `TOO_MANY_REQUESTS`.
 *
 * Beside it: `/api/auth/*` (accounts, better-auth) and plain routes for files (`POST /api/imports`,
 * `GET /api/conventions/{id}/convention.pdf`, `GET /api/conventions/{id}/meetings/{meeting}/minutes.pdf`, `GET /api/me/export`).
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { zThread } from '../comments/thread.ts';
import { zCommandInput, zId, zRank, zSection, zTimeZone } from '../negotiation/commands.ts';
import { zChanges } from './changes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { signedIn } from './signed-in.ts';
import { signingRoutes } from './signing-routes.ts';
import {
  zConventionSummary,
  zConventionView,
  zHome,
  zInvitationPreview,
  zJournalEntry,
  zLanguage,
  zMe,
  zOrganisation,
  zOrganisationKind,
  zOrganisationPage,
  zPage,
  zText,
} from './views.ts';

const zOne = z.object({ id: zId });
const zToken = z.object({ token: z.string().min(20).max(100) });
const zNothing = z.object({});
const zName = z.string().trim().min(1).max(120);
const zBlocks = z.array(z.record(z.string(), z.unknown())).readonly();

/** How a new convention starts. `import` carries the blocks that `applyProposal` made, checked again by the server. */
const zStart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('template') }),
  z.object({ kind: z.literal('import'), sections: z.partialRecord(zSection, zBlocks) }),
]);

const zExpiry = z.number().int().min(1).max(90).default(30);

export const contract = {
  me: {
    get: signedIn
      .route({ method: 'GET', path: '/me', summary: 'Who is signed in, and where that person belongs', tags: ['me'] })
      .output(zMe),
    change: signedIn
      .route({ method: 'PATCH', path: '/me', summary: 'Change one’s name or language', tags: ['me'] })
      .input(z.object({ name: zName.optional(), language: zLanguage.optional() }))
      .output(zMe),
    home: signedIn
      .route({
        method: 'GET',
        path: '/me/home',
        summary: 'What awaits the person, most urgent first, and the person’s conventions',
        tags: ['me'],
      })
      .output(zHome),
    /** Deletes the account: names go, opaque identifiers in journals stay. Refused for an organisation's only director (`last-director`) and for a wrong password. */
    remove: signedIn
      .route({ method: 'POST', path: '/me/removal', summary: 'Delete one’s account', tags: ['me'] })
      .input(z.object({ password: z.string().max(200) }))
      .output(zNothing),
  },
  passkeys: passkeyRoutes,
  organisations: {
    create: signedIn
      .route({
        method: 'POST',
        path: '/organisations',
        summary: 'Make an organisation, and be its first director',
        tags: ['organisations'],
      })
      .input(z.object({ name: zName, kind: zOrganisationKind }))
      .output(zOrganisation),
    get: signedIn
      .route({
        method: 'GET',
        path: '/organisations/{id}',
        summary: 'An organisation, its members and its pending invitations',
        tags: ['organisations'],
      })
      .input(zOne)
      .output(zOrganisationPage),
    change: signedIn
      .route({
        method: 'PATCH',
        path: '/organisations/{id}',
        summary: 'Correct an organisation’s name or kind',
        tags: ['organisations'],
      })
      .input(zOne.extend({ name: zName.optional(), kind: zOrganisationKind.optional() }))
      .output(zOrganisation),
    /** Makes a link that its sender can copy; it is mailed as well when SMTP is configured and an address given. The secret is shown once. */
    invite: signedIn
      .route({
        method: 'POST',
        path: '/organisations/{id}/invitations',
        summary: 'Make a link by which one person joins the organisation',
        tags: ['organisations'],
      })
      .input(zOne.extend({ label: zName, rank: zRank, email: z.email().optional(), expiresInDays: zExpiry }))
      .output(z.object({ id: zId, url: z.string() })),
    withdrawInvitation: signedIn
      .route({
        method: 'DELETE',
        path: '/organisations/{id}/invitations/{invitation}',
        summary: 'Withdraw such a link',
        tags: ['organisations'],
      })
      .input(zOne.extend({ invitation: zId }))
      .output(zNothing),
    changeRank: signedIn
      .route({
        method: 'PATCH',
        path: '/organisations/{id}/members/{person}',
        summary: 'Change a member’s rank',
        tags: ['organisations'],
      })
      .input(zOne.extend({ person: zId, rank: zRank }))
      .output(zNothing),
    /** Removes a member (or oneself) from the organisation and from its conventions; its sockets close within a second. */
    removeMember: signedIn
      .route({
        method: 'DELETE',
        path: '/organisations/{id}/members/{person}',
        summary: 'End a membership, one’s own included',
        tags: ['organisations'],
      })
      .input(zOne.extend({ person: zId }))
      .output(zNothing),
    /** Without SMTP: a password reset link for a member, for a director of the member's organisation only. */
    resetLink: signedIn
      .route({
        method: 'POST',
        path: '/organisations/{id}/members/{person}/reset-link',
        summary: 'Without mail: a link with which a member chooses a new password',
        tags: ['organisations'],
      })
      .input(zOne.extend({ person: zId }))
      .output(z.object({ url: z.string() })),
  },
  invitations: {
    /** No account needed; an unknown secret is 404. */
    preview: oc
      .errors({ NOT_FOUND: { status: 404 } })
      .route({
        method: 'GET',
        path: '/invitations/{token}',
        summary: 'What a link is for, for whoever holds it',
        tags: ['invitations'],
      })
      .input(zToken)
      .output(zInvitationPreview),
    /** Works once. For a convention, `organisation` says for which of my organisations I accept (director or manager there). */
    accept: signedIn
      .route({
        method: 'POST',
        path: '/invitations/{token}/acceptance',
        summary: 'Accept an invitation; it works once',
        tags: ['invitations'],
      })
      .input(zToken.extend({ organisation: zId.optional() }))
      .output(z.object({ organisation: zId, convention: zId.nullable() })),
  },
  conventions: {
    list: signedIn
      .route({
        method: 'GET',
        path: '/conventions',
        summary: 'The conventions in which one takes part',
        tags: ['conventions'],
      })
      .output(z.array(zConventionSummary)),
    open: signedIn
      .route({
        method: 'POST',
        path: '/conventions',
        summary: 'Open a convention: empty, from a template, or with an imported text',
        tags: ['conventions'],
      })
      .input(
        z.object({
          organisation: zId,
          title: z.string().trim().min(1).max(200),
          language: zLanguage,
          timeZone: zTimeZone,
          start: zStart,
        }),
      )
      .output(zOne),
    get: signedIn
      .route({
        method: 'GET',
        path: '/conventions/{id}',
        summary: 'A convention’s negotiation, with the names that it mentions',
        tags: ['conventions'],
      })
      .input(zOne)
      .output(zConventionView),
    /** Asks for one thing (`CommandInput`); the answer is the new view, or why not. */
    command: signedIn
      .route({
        method: 'POST',
        path: '/conventions/{id}/commands',
        summary: 'Ask for one thing; the answer is the new view, or 404 once it is deleted or left',
        tags: ['conventions'],
      })
      .input(zOne.extend({ command: zCommandInput }))
      .output(zConventionView),
    invite: signedIn
      .route({
        method: 'POST',
        path: '/conventions/{id}/invitations',
        summary: 'Make a link by which an organisation joins, as a party or as an observer',
        tags: ['conventions'],
      })
      .input(
        zOne.extend({
          as: z.enum(['party', 'observer-comments', 'observer-reads']),
          label: zName,
          email: z.email().optional(),
          expiresInDays: zExpiry,
        }),
      )
      .output(z.object({ id: zId, url: z.string() })),
    journal: signedIn
      .route({
        method: 'GET',
        path: '/conventions/{id}/journal',
        summary: 'Everything that happened, refused tries included',
        tags: ['conventions'],
      })
      .input(zOne)
      .output(z.array(zJournalEntry)),
    /** NEG-8. `since`: a kept text of this convention; left out: since nothing. Minutes are no part of the text. */
    changes: signedIn
      .route({
        method: 'GET',
        path: '/conventions/{id}/changes',
        summary: 'What changed in the text since it was kept, by part, author and organisation',
        tags: ['conventions'],
      })
      .input(zOne.extend({ since: zId.optional() }))
      .output(zChanges),
  },
  signing: signingRoutes,
  text: {
    /** Issues the `clientID` of a newly opened page; needed before the socket of `/sync/{id}` is opened. */
    openPage: signedIn
      .route({
        method: 'POST',
        path: '/conventions/{id}/pages',
        summary: 'Obtain the clientID of a newly opened page, before its socket',
        tags: ['text'],
      })
      .input(zOne)
      .output(zPage),
    /** The text as it stands (or as it was frozen), in canonical form, with its digests. */
    get: signedIn
      .route({
        method: 'GET',
        path: '/conventions/{id}/text',
        summary: 'The words as they stand or as frozen, with their digests',
        tags: ['text'],
      })
      .input(zOne)
      .output(zText),
    version: signedIn
      .route({
        method: 'GET',
        path: '/conventions/{id}/versions/{version}',
        summary: 'The words of a kept version',
        tags: ['text'],
      })
      .input(zOne.extend({ version: zId }))
      .output(zText),
  },
  threads: {
    list: signedIn
      .route({ method: 'GET', path: '/conventions/{id}/threads', summary: 'The comment threads', tags: ['threads'] })
      .input(zOne)
      .output(z.array(zThread)),
    /** Anchored between two Yjs relative positions (JSON form) in one section; the server applies the mark. */
    start: signedIn
      .route({
        method: 'POST',
        path: '/conventions/{id}/threads',
        summary: 'Start a thread on some words',
        tags: ['threads'],
      })
      .input(
        zOne.extend({
          section: zSection,
          from: z.unknown(),
          to: z.unknown(),
          text: z.string().trim().min(1).max(10_000),
        }),
      )
      .output(zThread),
    reply: signedIn
      .route({
        method: 'POST',
        path: '/conventions/{id}/threads/{thread}/replies',
        summary: 'Answer in a thread',
        tags: ['threads'],
      })
      .input(zOne.extend({ thread: zId, text: z.string().trim().min(1).max(10_000) }))
      .output(zThread),
    setStatus: signedIn
      .route({
        method: 'PUT',
        path: '/conventions/{id}/threads/{thread}/status',
        summary: 'Resolve or reopen a thread',
        tags: ['threads'],
      })
      .input(zOne.extend({ thread: zId, status: z.enum(['open', 'resolved']) }))
      .output(zThread),
  },
};
