import type { partTitles } from '@entente/shared/sections/part-titles';
import type account from './fr/account.json';
import type comments from './fr/comments.json';
import type common from './fr/common.json';
import type convention from './fr/convention.json';
import type conventions from './fr/conventions.json';
import type editor from './fr/editor.json';
import type home from './fr/home.json';
import type invitations from './fr/invitations.json';
import type meetings from './fr/meetings.json';
import type negotiation from './fr/negotiation.json';
import type organisations from './fr/organisations.json';
import type overview from './fr/overview.json';
import type reasons from './fr/reasons.json';
import type signature from './fr/signature.json';
import type tables from './fr/tables.json';
import type verify from './fr/verify.json';
import type versions from './fr/versions.json';

/** Typed keys: `t('convention:title')` is checked against the French catalogue. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      account: typeof account;
      comments: typeof comments;
      common: typeof common;
      convention: typeof convention;
      conventions: typeof conventions;
      editor: typeof editor;
      home: typeof home;
      invitations: typeof invitations;
      meetings: typeof meetings;
      negotiation: typeof negotiation;
      organisations: typeof organisations;
      overview: typeof overview;
      reasons: typeof reasons;
      sections: (typeof partTitles)['fr'];
      signature: typeof signature;
      verify: typeof verify;
      tables: typeof tables;
      versions: typeof versions;
    };
  }
}
