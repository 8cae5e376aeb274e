import type { ConventionView } from '@entente/shared/http/views';
import { accessOf, partyOf, whatEditingAwaits } from '@entente/shared/negotiation/permissions';
import type { SectionId } from '@entente/shared/sections/sections';
import type { TextStatus } from '../editor/text-session.ts';

/** Why this person may not write in a section now: each has a sentence that says what would open it. */
export type Lock =
  | 'loading'
  | 'opened-offline'
  | 'section-closed'
  | 'text-frozen'
  | 'in-force'
  | 'observer'
  | 'comments-only'
  | 'reads-only';

/** What keeps a section read-only for me; null when I may write. The rules' answer first, then the page's own state. */
export function lockOf(view: ConventionView, status: TextStatus, section: SectionId): Lock | null {
  const whole = lockOfText(view, status);
  if (whole) return whole;
  const [reason] = whatEditingAwaits(view.state, view.me.person, section);
  if (reason) return reason.code === 'section-closed' ? 'section-closed' : 'text-frozen';
  return status.writable ? null : 'loading';
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
