/** What the printed minutes of a closed meeting are made of. As for a convention, everything is in the input. */

import type { Language } from '@entente/shared/language';
import type { Attendance, Instant, Rank } from '@entente/shared/negotiation/state';

export type MinutesPdf = {
  readonly language: Language;
  /** IANA name; every time is printed in it, with its offset. */
  readonly timeZone: string;
  /** The convention's title. */
  readonly convention: string;
  /** Place of the meeting among those that were opened, from 1. */
  readonly number: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant;
  readonly place: MinutesPlace;
  /** Name of the person who held the chair. */
  readonly chair: string;
  /** Name of the person who prepared the meeting. */
  readonly preparedBy: string;
  /** Those who came, in the order to print. */
  readonly attendances: readonly MinutesAttendance[];
  /** Those who were expected and did not come. */
  readonly missing: readonly Pick<MinutesAttendance, 'person' | 'organisation' | 'rank' | 'mark'>[];
  /** Parties for which it was the first meeting: what they decided there binds no one (NEG-1). */
  readonly firstMeetingOf: readonly string[];
  /** In the order in which they were taken. */
  readonly decisions: readonly MinutesDecision[];
  /** What the meeting cost each organisation, in minutes (DOC-9). */
  readonly time: readonly MinutesTime[];
  /** As written, one item a line; `null` when there was none. */
  readonly agenda: string | null;
  /** As written: an empty line separates paragraphs; `null` when nothing was written. */
  readonly minutes: string | null;
};

export type MinutesPlace =
  | { readonly kind: 'remote'; readonly link: string | null }
  | {
      readonly kind: 'on-site';
      readonly address: string | null /** Name of the party at home. */;
      readonly host: string | null;
    };

export type MinutesDecision = {
  /** As written; `null` once erased. */
  readonly text: string | null;
  /** Names of those who were there. */
  readonly present: readonly string[];
  /** Parties for which it is a proposal only (NEG-1). */
  readonly proposalFor: readonly string[];
};

export type MinutesTime = {
  readonly organisation: string;
  readonly mark: number | null;
  /** How many people of the organisation came or gave time. */
  readonly people: number;
  readonly preparation: number;
  readonly meeting: number;
  readonly followUp: number;
};

export type MinutesAttendance = {
  /** The person's name. */
  readonly person: string;
  /** The organisation's name. */
  readonly organisation: string;
  /** The party's mark; `null` for an observer. */
  readonly mark: number | null;
  readonly rank: Rank;
  readonly how: Attendance['how'];
};
