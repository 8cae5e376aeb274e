/** What happened to a convention, told by mail in the reader's language. No word of the text, and no reason, leaves in a letter. */
import { assertNever } from '@entente/shared/assert-never';
import type { Language } from '@entente/shared/language';
import type { ProofName } from '@entente/shared/negotiation/state';

export type ConventionNews =
  /** `hosting-…`: to the host that is told before anybody is invited (NEG-4). `meeting`: its identifier. */
  | {
      readonly kind:
        | 'meeting-planned'
        | 'meeting-changed'
        | 'meeting-cancelled'
        | 'no-longer-expected'
        | 'hosting-proposed'
        | 'hosting-cancelled';
      readonly plannedFor: string;
      readonly meeting: string;
    }
  /** `isEnclosed`: the minutes are attached. */
  | { readonly kind: 'meeting-closed'; readonly openedAt: string; readonly isEnclosed: boolean }
  | { readonly kind: 'signing-refused' }
  /** `head`: the journal's last entry, for the reader to hold on to: nobody can rewrite what came before without it showing. */
  | { readonly kind: 'text-frozen'; readonly head: Head }
  /** `organisation`: for which the (last) signature was given; `proof`: what it rests on. */
  | {
      readonly kind: 'signed' | 'in-force';
      readonly head: Head;
      readonly organisation: string;
      readonly proof: ProofName;
    };

/** `digest`: the frozen text's. */
export type Head = { readonly version: number; readonly hash: string; readonly digest: string };

export type About = {
  readonly title: string;
  /** The convention's page. */
  readonly url: string;
  /** IANA name: the time is said in the convention's time zone, and the zone with it. */
  readonly timeZone: string;
};

export type LetterText = { readonly subject: string; readonly text: string };

export function conventionLetter(news: ConventionNews, about: About, language: Language): LetterText {
  const said = language === 'en' ? inEnglish(news, about) : inFrench(news, about);
  return { subject: said.subject, text: `${said.body}\n\n${said.url ?? about.url}\n` };
}

type Said = { readonly subject: string; readonly body: string; readonly url?: string };

function inFrench(news: ConventionNews, { title, url, timeZone }: About): Said {
  const named = `«\u202f${title}\u202f»`;
  switch (news.kind) {
    case 'meeting-planned':
      return {
        subject: `Rencontre prévue\u202f: ${title}`,
        body: `Une rencontre est prévue le ${when(news.plannedFor, { timeZone, locale: 'fr-FR' })} pour la convention ${named}.`,
      };
    case 'meeting-changed':
      return {
        subject: `Rencontre modifiée\u202f: ${title}`,
        body: `La rencontre de la convention ${named} est modifiée\u202f: elle aura lieu le ${when(news.plannedFor, { timeZone, locale: 'fr-FR' })}.`,
      };
    case 'meeting-cancelled':
      return {
        subject: `Rencontre annulée\u202f: ${title}`,
        body: `La rencontre du ${when(news.plannedFor, { timeZone, locale: 'fr-FR' })} pour la convention ${named} est annulée.`,
      };
    case 'no-longer-expected':
      return {
        subject: `Rencontre sans vous\u202f: ${title}`,
        body: `Vous n’êtes plus attendu à la rencontre du ${when(news.plannedFor, { timeZone, locale: 'fr-FR' })} pour la convention ${named}. Elle aura lieu avec les autres.`,
      };
    case 'hosting-proposed':
      return {
        subject: `Une rencontre proposée chez vous\u202f: ${title}`,
        body: `Un partenaire propose de tenir chez vous la première rencontre de la convention ${named}, le ${when(news.plannedFor, { timeZone, locale: 'fr-FR' })}. Votre organisation a dit ne pas vouloir être le porteur\u202f: il est alors conseillé de ne pas organiser la première rencontre à domicile.\n\nVous êtes les premiers prévenus\u202f: l’invitation n’est pas encore partie. Sur la page, dites que vous en avez connaissance, changez le lieu, ou dites que vous souhaitez finalement être le porteur. C’est un conseil\u202f: sans réponse de votre part, le partenaire peut envoyer l’invitation.`,
        url: `${url}/meetings/${news.meeting}`,
      };
    case 'hosting-cancelled':
      return {
        subject: `Rencontre abandonnée\u202f: ${title}`,
        body: `La rencontre qui était proposée chez vous le ${when(news.plannedFor, { timeZone, locale: 'fr-FR' })}, pour la convention ${named}, est annulée. L’invitation n’était pas partie.`,
      };
    case 'meeting-closed':
      return {
        subject: `Compte rendu\u202f: ${title}`,
        body: `La rencontre du ${when(news.openedAt, { timeZone, locale: 'fr-FR' })} pour la convention ${named} est close. Son compte rendu, avec les décisions et les présences, ${news.isEnclosed ? 'est joint à ce message' : 'se lit sur la page'}.`,
      };
    case 'text-frozen':
      return {
        subject: `À signer\u202f: ${title}`,
        body: `Tous les partenaires ont approuvé la convention ${named}. Son texte ne change plus\u202f: il attend la signature de chacun.\n\n${headInFrench(news.head)}`,
        url: `${url}/signature`,
      };
    case 'signing-refused':
      return {
        subject: `Signature refusée\u202f: ${title}`,
        body: `Un partenaire a refusé de signer la convention ${named}. Sa raison se lit sur la page, et la négociation est rouverte.`,
      };
    case 'signed':
      return {
        subject: `Signature\u202f: ${title}`,
        body: `La convention ${named} est signée pour ${news.organisation}.${weakerInFrench[news.proof]}\n\n${headInFrench(news.head)}`,
        url: `${url}/signature`,
      };
    case 'in-force':
      return {
        subject: `Convention en vigueur\u202f: ${title}`,
        body: `La convention ${named} vient d’être signée pour ${news.organisation}.${weakerInFrench[news.proof]} Tous les partenaires l’ont signée\u202f: elle est en vigueur.\n\n${headInFrench(news.head)}`,
      };
    default:
      return assertNever(news);
  }
}

function inEnglish(news: ConventionNews, { title, url, timeZone }: About): Said {
  const named = `“${title}”`;
  switch (news.kind) {
    case 'meeting-planned':
      return {
        subject: `Meeting planned: ${title}`,
        body: `A meeting about the convention ${named} is planned for ${when(news.plannedFor, { timeZone, locale: 'en-GB' })}.`,
      };
    case 'meeting-changed':
      return {
        subject: `Meeting changed: ${title}`,
        body: `The meeting about the convention ${named} has changed: it is on ${when(news.plannedFor, { timeZone, locale: 'en-GB' })}.`,
      };
    case 'meeting-cancelled':
      return {
        subject: `Meeting cancelled: ${title}`,
        body: `The meeting of ${when(news.plannedFor, { timeZone, locale: 'en-GB' })} about the convention ${named} is cancelled.`,
      };
    case 'no-longer-expected':
      return {
        subject: `Meeting without you: ${title}`,
        body: `You are no longer expected at the meeting of ${when(news.plannedFor, { timeZone, locale: 'en-GB' })} about the convention ${named}. It goes on with the others.`,
      };
    case 'hosting-proposed':
      return {
        subject: `A meeting proposed at your place: ${title}`,
        body: `A partner proposes to hold the first meeting about the convention ${named} at your place, on ${when(news.plannedFor, { timeZone, locale: 'en-GB' })}. Your organisation has said that it does not wish to lead: the advice is then not to host the first meeting.\n\nYou are the first to be told: the invitation has not left yet. On the page, say that you know of it, choose another place, or say that you wish to lead after all. It is an advice: without an answer from you, the partner may send the invitation.`,
        url: `${url}/meetings/${news.meeting}`,
      };
    case 'hosting-cancelled':
      return {
        subject: `Meeting given up: ${title}`,
        body: `The meeting that was proposed at your place on ${when(news.plannedFor, { timeZone, locale: 'en-GB' })}, about the convention ${named}, is cancelled. The invitation had not left.`,
      };
    case 'meeting-closed':
      return {
        subject: `Minutes: ${title}`,
        body: `The meeting of ${when(news.openedAt, { timeZone, locale: 'en-GB' })} about the convention ${named} is closed. Its minutes, with decisions and attendance, ${news.isEnclosed ? 'are attached to this message' : 'are on the page'}.`,
      };
    case 'text-frozen':
      return {
        subject: `To sign: ${title}`,
        body: `Every partner has approved the convention ${named}. Its text changes no more: it awaits the signature of each.\n\n${headInEnglish(news.head)}`,
        url: `${url}/signature`,
      };
    case 'signing-refused':
      return {
        subject: `Signature refused: ${title}`,
        body: `A partner refused to sign the convention ${named}. Its reason is on the page, and the negotiation is open again.`,
      };
    case 'signed':
      return {
        subject: `Signature: ${title}`,
        body: `The convention ${named} has been signed for ${news.organisation}.${weakerInEnglish[news.proof]}\n\n${headInEnglish(news.head)}`,
        url: `${url}/signature`,
      };
    case 'in-force':
      return {
        subject: `Convention in force: ${title}`,
        body: `The convention ${named} has just been signed for ${news.organisation}.${weakerInEnglish[news.proof]} Every partner has signed it: it is in force.\n\n${headInEnglish(news.head)}`,
      };
    default:
      return assertNever(news);
  }
}

/** A weaker proof is named as such; of a strong one the letter has nothing to add. */
const weakerInFrench: Readonly<Record<ProofName, string>> = {
  passkey: '',
  'passkey-after-reset':
    ' La preuve est plus faible\u202f: une clé d’accès ajoutée juste après un mot de passe choisi par un lien.',
  'password-and-code': ' La preuve est plus faible\u202f: un mot de passe et un code envoyé par message.',
  password: ' La preuve est plus faible\u202f: un mot de passe.',
};

const weakerInEnglish: Readonly<Record<ProofName, string>> = {
  passkey: '',
  'passkey-after-reset': ' The proof is weaker: a passkey added just after a link set the password.',
  'password-and-code': ' The proof is weaker: a password and a mailed code.',
  password: ' The proof is weaker: a password.',
};

function headInFrench({ version, hash, digest }: Head): string {
  return `À conserver, pour vérifier un jour que rien n’a été réécrit\u202f:\nempreinte du texte\u202f: ${digest}\njournal, entrée ${version}\u202f: ${hash}`;
}

function headInEnglish({ version, hash, digest }: Head): string {
  return `To be kept, to check one day that nothing was rewritten:\ndigest of the text: ${digest}\njournal, entry ${version}: ${hash}`;
}

function when(instant: string, { timeZone, locale }: { timeZone: string; locale: string }): string {
  return new Date(instant)
    .toLocaleString(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' })
    .concat(` (${timeZone})`);
}
