import type { ConventionView } from '@entente/shared/http/views';
import { accessOf, partyOf, whatEditingAwaits } from '@entente/shared/negotiation/permissions';
import { meetingOfMinutes, type PartId } from '@entente/shared/sections/parts';
import type { TextStatus } from '../editor/text-session.ts';

/** Why this person may not write in a part now: each has a sentence that says what would open it. */
export type Lock =
  | 'loading'
  | 'opened-offline'
  | 'section-closed'
  | 'foreign-core'
  | 'minutes-closed'
  | 'text-frozen'
  | 'in-force'
  | 'observer'
  | 'comments-only'
  | 'reads-only';

/** What keeps a part read-only for me; null when I may write. The rules' answer first, then the page's own state. */
export function lockOf(view: ConventionView, status: TextStatus, part: PartId): Lock | null {
  const lock = meetingOfMinutes(part) ? lockOfMinutes(view, status, part) : lockOfAgreedPart(view, status, part);
  return lock ?? (status.writable ? null : 'loading');
}

function lockOfAgreedPart(view: ConventionView, status: TextStatus, part: PartId): Lock | null {
  const whole = lockOfText(view, status);
  if (whole) return whole;
  const [reason] = whatEditingAwaits(view.state, view.me.person, part);
  if (!reason) return null;
  if (reason.code === 'core-of-another-party') return 'foreign-core';
  return reason.code === 'section-closed' ? 'section-closed' : 'text-frozen';
}

/** Minutes are written after the text is frozen too, and by those who only comment on the text. */
function lockOfMinutes(view: ConventionView, status: TextStatus, part: PartId): Lock | null {
  if (status.saved === 'opened-offline') return 'opened-offline';
  const [reason] = whatEditingAwaits(view.state, view.me.person, part);
  if (!reason) return null;
  if (reason.code === 'minutes-closed') return 'minutes-closed';
  return reason.code === 'not-a-party' ? 'observer' : 'reads-only';
}

/** What keeps the whole text read-only for me, said once for the page. */
export function lockOfText({ state, me }: ConventionView, status: TextStatus): Lock | null {
  if (status.saved === 'opened-offline') return 'opened-offline';
  if (state.stage === 'inForce') return 'in-force';
  if (state.stage === 'frozen') return 'text-frozen';
  const access = accessOf(state, me.person);
  if (access === 'writes') return null;
  if (!partyOf(state, me.person)) return 'observer';
  return access === 'comments' ? 'comments-only' : 'reads-only';
}
