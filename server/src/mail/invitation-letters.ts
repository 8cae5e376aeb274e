/** Letters that carry an invitation, in the inviter's language: nobody knows the reader's yet. */
import type { Language } from '@entente/shared/language';
import type { Letter } from './mailer.ts';

export type InvitationLetter = {
  readonly to: string;
  readonly language: Language;
  readonly url: string;
  /** Who invites. */
  readonly organisation: string;
  /** The convention's title; null for an invitation to join the organisation itself. */
  readonly convention: string | null;
  readonly as: 'member' | 'party' | 'observer-comments' | 'observer-reads';
  readonly expiresAt: Date;
};

export function invitationLetter(invitation: InvitationLetter): Letter {
  return invitation.language === 'en' ? inEnglish(invitation) : inFrench(invitation);
}

function inEnglish({ to, url, organisation, convention, as, expiresAt }: InvitationLetter): Letter {
  const until = expiresAt.toLocaleDateString('en-GB', { dateStyle: 'long' });
  const role = as === 'party' ? 'to negotiate, as a partner,' : 'to follow, as an observer,';
  const what =
    convention === null
      ? `${organisation} invites you to join it on Entente.`
      : `${organisation} invites your organisation ${role} the convention “${convention}”.`;
  const ending = `The link works once, until ${until}. It needs no account beforehand.`;
  const subject = convention === null ? `Join ${organisation}` : `Invitation: ${convention}`;
  return { to, subject, text: `${what}\n\n${url}\n\n${ending}\n` };
}

function inFrench({ to, url, organisation, convention, as, expiresAt }: InvitationLetter): Letter {
  const until = expiresAt.toLocaleDateString('fr-FR', { dateStyle: 'long' });
  const role = as === 'party' ? 'à négocier, comme partenaire,' : 'à suivre, comme observatrice,';
  const what =
    convention === null
      ? `${organisation} vous invite à rejoindre son équipe sur Entente.`
      : `${organisation} invite votre organisation ${role} la convention «\u202f${convention}\u202f».`;
  const ending = `Le lien sert une seule fois, jusqu’au ${until}. Il ne demande aucun compte préalable.`;
  const subject = convention === null ? `Rejoindre ${organisation}` : `Invitation\u202f: ${convention}`;
  return { to, subject, text: `${what}\n\n${url}\n\n${ending}\n` };
}
