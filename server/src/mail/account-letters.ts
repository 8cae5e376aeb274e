/** Letters about an account, in the person's language. */
import type { Language } from '@entente/shared/language';
import type { Letter } from './mailer.ts';

type About = { readonly user: { readonly email: string; readonly language?: unknown }; readonly url: string };

export function resetPasswordLetter({ user, url }: About): Letter {
  return user.language === 'en'
    ? {
        to: user.email,
        subject: 'Choose a new password',
        text: `Somebody, most likely you, asked for a new password on Entente.\n\nChoose it here within the hour:\n${url}\n\nIf it wasn't you, do nothing: your password stays as it is.\n`,
      }
    : {
        to: user.email,
        subject: 'Choisir un nouveau mot de passe',
        text: `Quelqu’un, sans doute vous, a demandé un nouveau mot de passe sur Entente.\n\nChoisissez-le ici, dans l’heure\u202f:\n${url}\n\nSi ce n’était pas vous, ne faites rien\u202f: votre mot de passe reste le même.\n`,
      };
}

export function verifyAddressLetter({ user, url }: About): Letter {
  return user.language === 'en'
    ? {
        to: user.email,
        subject: 'Confirm your address',
        text: `An account was opened on Entente with this address.\n\nConfirm that it is yours within the hour:\n${url}\n\nIf it wasn't you, do nothing: without this confirmation the account can't be used.\n`,
      }
    : {
        to: user.email,
        subject: 'Confirmer votre adresse',
        text: `Un compte a été ouvert sur Entente avec cette adresse.\n\nConfirmez qu’elle est la vôtre, dans l’heure\u202f:\n${url}\n\nSi ce n’était pas vous, ne faites rien\u202f: sans cette confirmation, le compte ne peut pas servir.\n`,
      };
}

type AboutPasskey = {
  readonly to: string;
  readonly language: Language;
  readonly what: 'added' | 'removed';
  readonly name: string;
  /** The account's page. */
  readonly url: string;
};

/** Told to the owner whoever did it: a key signs in their name. */
export function passkeyLetter({ to, language, what, name, url }: AboutPasskey): Letter {
  if (language === 'en') {
    const did = what === 'added' ? 'added to' : 'removed from';
    const text = `The passkey “${name}” was ${did} your account on Entente. A passkey signs in and signs conventions in your name.\n\nIf it wasn't you, change your password and look at your passkeys at once:\n${url}\n`;
    return { to, subject: what === 'added' ? 'A passkey was added' : 'A passkey was removed', text };
  }
  const did = what === 'added' ? 'ajoutée à' : 'supprimée de';
  const text = `La clé d’accès «\u202f${name}\u202f» a été ${did} votre compte sur Entente. Une clé d’accès ouvre votre compte et signe des conventions en votre nom.\n\nSi ce n’était pas vous, changez votre mot de passe et vérifiez vos clés d’accès sans attendre\u202f:\n${url}\n`;
  return { to, subject: what === 'added' ? 'Clé d’accès ajoutée' : 'Clé d’accès supprimée', text };
}
