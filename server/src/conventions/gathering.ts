/** The pages connected to one convention: who is here, what they are told, and when they have to go. */
import { accessOf, seatOf } from '@entente/shared/negotiation/permissions';
import type { Convention, PersonId } from '@entente/shared/negotiation/state';
import type { Announcement, Presence } from '@entente/shared/wire/messages';
import { announcementFrame } from '../text/frames.ts';
import type { CloseReason, Member } from '../text/member.ts';
import { deliver } from '../text/outbox.ts';
import { PresenceBoard, type PresenceTime } from '../text/presence-board.ts';

export class Gathering {
  readonly presence: PresenceBoard;
  readonly #members = new Set<Member>();

  /** `isSendingSoon`: text is on its way to the pages, and takes presence along. */
  constructor(time: PresenceTime, isSendingSoon: () => boolean) {
    this.presence = new PresenceBoard(time, {
      count: () => this.#members.size,
      isSendingSoon,
      tell: (presence) => deliver({ members: this.#members, presence }),
    });
  }

  get members(): ReadonlySet<Member> {
    return this.#members;
  }

  /** A page connects. An older connection with the same `clientID` ends: there is one page for each. */
  join(member: Member): void {
    for (const other of [...this.#members]) if (other.clientId === member.clientId) other.close('stalePage');
    this.#members.add(member);
  }

  leave(member: Member): void {
    if (this.#members.delete(member)) this.presence.clear(member.clientId);
  }

  announce(announcement: Announcement): void {
    const frame = announcementFrame(announcement);
    for (const member of this.#members) member.send(frame);
  }

  /** Ends the connections of one person, or of everybody. */
  disconnect(reason: CloseReason): void {
    for (const member of [...this.#members]) member.close(reason);
  }

  /** Ends the connections of those whose place in the convention is not what it was when they came. */
  sendAwayTheChanged(state: Convention): void {
    for (const member of [...this.#members]) {
      const access = accessOf(state, member.person);
      const organisation = seatOf(state, member.person)?.organisation.organisation;
      if (access === undefined) member.close('notFound');
      else if (access !== member.access || organisation !== member.organisation) member.close('accessChanged');
    }
  }

  /** Names have changed: everybody here is shown with the new ones. */
  async rename(userOf: (person: PersonId) => Promise<Presence['user'] | undefined>): Promise<void> {
    for (const member of [...this.#members]) {
      const user = await userOf(member.person);
      if (!user || !this.#members.has(member)) continue;
      member.user = user;
      this.presence.rename(member.clientId, user);
    }
  }
}
