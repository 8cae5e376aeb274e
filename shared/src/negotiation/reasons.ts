/**
 * Why something is refused, as data. Each code has one sentence per language in the client's catalogues; the rest of
 * the reason is what the sentence names and what would lift it.
 */
import { z } from 'zod';
import { criteria } from '../text/tables.ts';
import { zAccess, zAgreedPart, zId, zInstant, zSection } from './commands.ts';
import { advices } from './state.ts';

const reason = <C extends string, S extends z.ZodRawShape>(code: C, shape: S) =>
  z.object({ code: z.literal(code), ...shape });

export const ruleIds = [
  'DOC-1',
  'DOC-2',
  'DOC-3',
  'DOC-4',
  'DOC-5',
  'DOC-6',
  'DOC-7',
  'DOC-9',
  'DOC-11',
  'DOC-12',
  'NEG-1',
  'NEG-2',
  'NEG-3',
  'NEG-4',
  'NEG-5',
  'NEG-6',
  'APP-1',
  'APP-2',
  'SIG-1',
  'SIG-2',
] as const;
const zRule = z.enum(ruleIds);
/** Rows of one kind by their place among these, from 1: what the page numbers them. */
const zRows = z.array(z.number());
const rule = <R extends (typeof ruleIds)[number]>(id: R) => z.literal(id);

export const zReason = z.discriminatedUnion('code', [
  // NEG-1, « Ne jamais acter à la première rencontre »: the parties whose first meeting is not behind them.
  reason('no-earlier-meeting', { rule: rule('NEG-1'), parties: z.array(zId) }),
  // NEG-1: they met, but on the same day, or the agreed reflection is not over. `from`: the first calendar day (YYYY-MM-DD) on which a meeting may approve.
  reason('reflection-not-over', { rule: rule('NEG-1'), parties: z.array(zId), from: z.string() }),
  // NEG-1: they met, but that meeting is still open, or closed without minutes.
  reason('earlier-meeting-not-closed', { rule: rule('NEG-1'), parties: z.array(zId), meeting: zId }),
  reason('reflection-cannot-shrink', { rule: rule('NEG-1'), days: z.number() }),
  reason('minutes-blank', { rule: rule('NEG-1'), meeting: zId }),
  // Somebody else wrote the minutes since the writer read them: nothing is overwritten unseen.
  reason('minutes-have-changed', { rule: zRule.nullable(), meeting: zId }),
  reason('section-blank', { rule: rule('DOC-1'), sections: z.array(zSection) }),
  // What the convention must say in fields and rows. `section`: where it is said.
  reason('no-risk', { rule: rule('DOC-2'), section: zSection }),
  reason('risk-without-fallback', { rule: rule('DOC-2'), section: zSection, rows: zRows }),
  reason('contribution-missing', { rule: rule('DOC-3'), section: zSection, parties: z.array(zId) }),
  reason('field-missing', {
    rule: rule('DOC-4'),
    section: zSection,
    field: z.enum(['population', 'territory', 'start']),
  }),
  reason('end-missing', { rule: rule('DOC-5'), section: zSection }),
  reason('end-before-start', { rule: rule('DOC-5'), section: zSection }),
  reason('exit-clause-missing', {
    rule: rule('DOC-6'),
    section: zSection,
    fields: z.array(z.enum(['exitClause', 'noticeDays'])),
  }),
  reason('no-budget-line', { rule: rule('DOC-9'), section: zSection }),
  reason('budget-line-incomplete', { rule: rule('DOC-9'), section: zSection, rows: zRows }),
  reason('hidden-costs-missing', { rule: rule('DOC-9'), section: zSection }),
  reason('indicator-missing', { rule: rule('DOC-11'), section: zSection, criteria: z.array(z.enum(criteria)) }),
  reason('review-missing', { rule: rule('DOC-12'), section: zSection }),
  reason('intermediate-review-missing', { rule: rule('DOC-12'), section: zSection }),
  // NEG-2, NEG-4: planning or opening has not been acknowledged; `parties`: of whom the advice speaks.
  reason('advice-not-acknowledged', {
    rule: z.enum(['NEG-2', 'NEG-4']),
    advice: z.enum(advices),
    parties: z.array(zId),
  }),
  // NEG-3: a party gives away its own place only, and to its director.
  reason('chair-of-another-party', { rule: rule('NEG-3'), meeting: zId }),
  reason('not-a-director', { rule: rule('NEG-3'), person: zId }),
  reason('no-such-decision', { rule: zRule.nullable(), meeting: zId }),
  // SIG-1: a public body signs after a deliberation that has effect.
  reason('deliberation-missing', { rule: rule('SIG-1'), parties: z.array(zId) }),
  reason('deliberation-not-enforceable', { rule: rule('SIG-1'), parties: z.array(zId), from: z.string() }),
  reason('enforceable-before-deliberation', { rule: rule('SIG-1'), date: z.string() }),
  // APP-2: since the statement was made, the text, the parties or their mandates changed: it is to be made anew.
  reason('journal-moved-on', { rule: rule('APP-2') }),
  reason('fewer-than-two-parties', { rule: rule('NEG-5') }),
  reason('section-not-agreed', { rule: rule('APP-1'), section: zAgreedPart, parties: z.array(zId) }),
  reason('section-closed', { rule: rule('NEG-6'), section: zAgreedPart }),
  // DOC-7: a party's core changes by that party alone.
  reason('core-of-another-party', { rule: rule('DOC-7'), party: zId }),
  // A meeting's minutes are written while it is open.
  reason('minutes-closed', { rule: zRule.nullable(), meeting: zId }),
  reason('section-not-closed', { rule: rule('NEG-6'), section: zAgreedPart }),
  reason('text-has-changed', { rule: z.enum(['NEG-6', 'APP-2']) }),
  reason('reason-missing', { rule: z.enum(['NEG-6', 'SIG-2']) }),
  // Words that the command can't go without: a meeting's address, the name of whom an invitation is for.
  reason('words-missing', { rule: zRule.nullable(), field: z.enum(['address', 'label', 'decision']) }),
  reason('no-open-meeting', { rule: rule('APP-1') }),
  reason('not-present', { rule: z.enum(['APP-1', 'NEG-3']), meeting: zId }),
  reason('already-approved', { rule: rule('APP-1') }),
  reason('may-not-commit', { rule: z.enum(['APP-1', 'SIG-1']) }),
  reason('text-frozen', { rule: rule('APP-2') }),
  reason('not-frozen', { rule: rule('SIG-2') }),
  reason('already-signed', { rule: rule('SIG-2') }),
  reason('not-a-party', { rule: zRule.nullable() }),
  reason('not-a-participant', { rule: zRule.nullable() }),
  reason('rank-too-low', { rule: zRule.nullable() }),
  reason('access-too-narrow', { rule: zRule.nullable(), needs: zAccess }),
  reason('not-a-member', { rule: zRule.nullable(), person: zId }),
  reason('takes-part-elsewhere', { rule: zRule.nullable(), person: zId }),
  reason('last-participant', { rule: zRule.nullable() }),
  reason('only-a-director', { rule: rule('SIG-1') }),
  reason('no-such-meeting', { rule: zRule.nullable() }),
  reason('meeting-not-planned', { rule: zRule.nullable(), meeting: zId }),
  reason('meeting-not-open', { rule: zRule.nullable(), meeting: zId }),
  reason('another-meeting-open', { rule: zRule.nullable(), meeting: zId }),
  reason('only-own-organisation', { rule: rule('NEG-1') }),
  reason('no-such-invitation', { rule: zRule.nullable() }),
  reason('invitation-not-pending', { rule: zRule.nullable() }),
  reason('invitation-expired', { rule: zRule.nullable(), expiredAt: zInstant }),
  reason('already-takes-part', { rule: zRule.nullable() }),
  reason('no-stance-to-withdraw', { rule: rule('NEG-6') }),
  reason('too-late-to-delete', { rule: zRule.nullable() }),
  reason('no-such-convention', { rule: zRule.nullable() }),
  reason('nothing-to-change', { rule: zRule.nullable() }),
]);

export type Reason = z.infer<typeof zReason>;
export type ReasonCode = Reason['code'];

/** An expected "no". The first reason is the one that the lock strip says; the rest is its list. */
export type Refusal = { readonly refused: true; readonly reasons: readonly [Reason, ...Reason[]] };

/** Builds a refusal from one or more reasons. */
export function refuse(...reasons: [Reason, ...Reason[]]): Refusal {
  return { refused: true, reasons };
}

/** Tells a refusal from the events of an accepted command. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
}
