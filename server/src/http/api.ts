/** The contract, implemented: each route parses, calls, presents. Who is signed in is asked once per request. */
import { contract } from '@entente/shared/http/contract';
import { implement, ORPCError } from '@orpc/server';
import type { SignedIn } from '../accounts/accounts.ts';
import { changeMe, meOf } from '../accounts/me.ts';
import { addPasskey, offerPasskey } from '../accounts/passkeys/add-passkey.ts';
import { listPasskeys, removePasskey, renamePasskey } from '../accounts/passkeys/own-passkeys.ts';
import { removeAccount } from '../accounts/remove-account.ts';
import { listThreads, replyToThread, setThreadStatus, startThread } from '../comments/threads.ts';
import { changesFor } from '../conventions/changes.ts';
import { giveCommand } from '../conventions/commands.ts';
import { inviteToConvention } from '../conventions/invite.ts';
import { openConvention } from '../conventions/open-convention.ts';
import { journalFor, openPageFor, textFor, versionFor } from '../conventions/reading.ts';
import { conventionView, seatsOf, summaryOf } from '../conventions/view.ts';
import { homeOf } from '../home/home.ts';
import { acceptInvitation, previewInvitation } from '../invitations/invitations.ts';
import { changeRank, removeMember } from '../organisations/members.ts';
import {
  changeOrganisation,
  createOrganisation,
  inviteMember,
  organisationPage,
  resetLinkForMember,
  withdrawMemberInvitation,
} from '../organisations/organisations.ts';
import type { Services } from '../services.ts';
import { sendSigningCode } from '../signing/send-code.ts';
import { sign } from '../signing/sign.ts';
import { statementToSign } from '../signing/to-sign.ts';
import { present } from './outcome.ts';

export type ApiContext = {
  readonly services: Services;
  /** `undefined` for nobody; asked only by routes that need it. */
  readonly signedIn: () => Promise<SignedIn | undefined>;
};

export type Api = typeof api;

const os = implement(contract).$context<ApiContext>();

const requireSignIn = os.middleware(async ({ context, next }) => {
  const me = await context.signedIn();
  if (!me) throw new ORPCError('UNAUTHORIZED', { status: 401 });
  return next({ context: { me } });
});

const open = os;
const signed = os.use(requireSignIn);

export const api = os.router({
  me: {
    get: signed.me.get.handler(({ context: { services, me } }) => meOf(services, me)),
    change: signed.me.change.handler(({ context: { services, me }, input }) => changeMe(services, me, input)),
    home: signed.me.home.handler(({ context: { services, me } }) => homeOf(services, me)),
    remove: signed.me.remove.handler(async ({ context: { services, me }, input }) =>
      present(await removeAccount(services, me, input)),
    ),
  },
  passkeys: {
    list: signed.passkeys.list.handler(({ context: { services, me } }) => listPasskeys(services, me)),
    offer: signed.passkeys.offer.handler(async ({ context: { services, me }, input }) =>
      present(await offerPasskey(services, me, input)),
    ),
    add: signed.passkeys.add.handler(async ({ context: { services, me }, input }) =>
      present(await addPasskey(services, me, input)),
    ),
    rename: signed.passkeys.rename.handler(async ({ context: { services, me }, input }) =>
      present(await renamePasskey(services, me, input)),
    ),
    remove: signed.passkeys.remove.handler(async ({ context: { services, me }, input }) =>
      present(await removePasskey(services, me, input)),
    ),
  },
  organisations: {
    create: signed.organisations.create.handler(({ context: { services, me }, input }) =>
      createOrganisation(services, me, input),
    ),
    get: signed.organisations.get.handler(async ({ context: { services, me }, input }) =>
      present(await organisationPage(services, me, input.id)),
    ),
    change: signed.organisations.change.handler(async ({ context: { services, me }, input }) =>
      present(await changeOrganisation(services, me, input)),
    ),
    invite: signed.organisations.invite.handler(async ({ context: { services, me }, input }) =>
      present(await inviteMember(services, me, input)),
    ),
    withdrawInvitation: signed.organisations.withdrawInvitation.handler(async ({ context: { services, me }, input }) =>
      present(await withdrawMemberInvitation(services, me, input)),
    ),
    changeRank: signed.organisations.changeRank.handler(async ({ context: { services, me }, input }) =>
      present(await changeRank(services, me, input)),
    ),
    removeMember: signed.organisations.removeMember.handler(async ({ context: { services, me }, input }) =>
      present(await removeMember(services, me, input)),
    ),
    resetLink: signed.organisations.resetLink.handler(async ({ context: { services, me }, input }) =>
      present(await resetLinkForMember(services, me, input)),
    ),
  },
  invitations: {
    preview: open.invitations.preview.handler(async ({ context: { services }, input }) =>
      present(await previewInvitation(services, input.token)),
    ),
    accept: signed.invitations.accept.handler(async ({ context: { services, me }, input }) =>
      present(await acceptInvitation(services, me, input)),
    ),
  },
  conventions: {
    list: signed.conventions.list.handler(async ({ context: { services, me } }) => {
      const seats = await seatsOf(services, me.id);
      return Promise.all(seats.map((seated) => summaryOf(services, seated)));
    }),
    open: signed.conventions.open.handler(async ({ context: { services, me }, input }) =>
      present(await openConvention(services, me, input)),
    ),
    get: signed.conventions.get.handler(async ({ context: { services, me }, input }) =>
      present(await conventionView(services, input.id, me.id)),
    ),
    command: signed.conventions.command.handler(async ({ context: { services, me }, input }) =>
      present(await giveCommand(services, me, input)),
    ),
    invite: signed.conventions.invite.handler(async ({ context: { services, me }, input }) =>
      present(await inviteToConvention(services, me, input)),
    ),
    journal: signed.conventions.journal.handler(async ({ context: { services, me }, input }) =>
      present(await journalFor(services, me, input.id)),
    ),
    changes: signed.conventions.changes.handler(async ({ context: { services, me }, input }) =>
      present(await changesFor(services, me, input)),
    ),
  },
  signing: {
    statement: signed.signing.statement.handler(async ({ context: { services, me }, input }) =>
      present(await statementToSign(services, me, input)),
    ),
    code: signed.signing.code.handler(async ({ context: { services, me }, input }) =>
      present(await sendSigningCode(services, me, input)),
    ),
    sign: signed.signing.sign.handler(async ({ context: { services, me }, input }) =>
      present(await sign(services, me, input)),
    ),
  },
  text: {
    openPage: signed.text.openPage.handler(async ({ context: { services, me }, input }) =>
      present(await openPageFor(services, me, input.id)),
    ),
    get: signed.text.get.handler(async ({ context: { services, me }, input }) =>
      present(await textFor(services, me, input.id)),
    ),
    version: signed.text.version.handler(async ({ context: { services, me }, input }) =>
      present(await versionFor(services, me, input)),
    ),
  },
  threads: {
    list: signed.threads.list.handler(async ({ context: { services, me }, input }) =>
      present(await listThreads(services, me, input.id)),
    ),
    start: signed.threads.start.handler(async ({ context: { services, me }, input }) =>
      present(await startThread(services, me, input)),
    ),
    reply: signed.threads.reply.handler(async ({ context: { services, me }, input }) =>
      present(await replyToThread(services, me, input)),
    ),
    setStatus: signed.threads.setStatus.handler(async ({ context: { services, me }, input }) =>
      present(await setThreadStatus(services, me, input)),
    ),
  },
});
