/** The letter that carries a code for signing. It says what the code signs, so that nobody gives it away for something else. */
import type { Language } from '@entente/shared/language';
import type { Letter } from './mailer.ts';

export type SigningCode = {
  readonly to: string;
  readonly language: Language;
  readonly code: string;
  readonly title: string;
  /** The organisation that will be bound. */
  readonly organisation: string;
  /** The signature's page. */
  readonly url: string;
};

export function signingCodeLetter({ to, language, code, title, organisation, url }: SigningCode): Letter {
  const figures = `${code.slice(0, 4)} ${code.slice(4)}`;
  return language === 'en'
    ? {
        to,
        subject: `Code to sign: ${title}`,
        text: `${figures}\n\nWith this code and your password you sign the convention “${title}” in the name of ${organisation}. It is good for ten minutes, once.\n\n${url}\n\nNobody will ever ask you for this code, by telephone or otherwise. If you didn't want to sign, give it to no one and change your password.\n`,
      }
    : {
        to,
        subject: `Code pour signer\u202f: ${title}`,
        text: `${figures}\n\nAvec ce code et votre mot de passe, vous signez la convention «\u202f${title}\u202f» au nom de ${organisation}. Il vaut dix minutes et sert une seule fois.\n\n${url}\n\nPersonne ne vous demandera jamais ce code, ni par téléphone ni autrement. Si vous ne vouliez pas signer, ne le donnez à personne et changez votre mot de passe.\n`,
      };
}
