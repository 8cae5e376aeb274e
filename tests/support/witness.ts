/**
 * A witness of a negotiation: it writes down what it sees, in the plainest way, and says what should never have been.
 * It shares no code with the rules, so that a mistake in them is not repeated here.
 */
import type { Event, EventOf } from '@entente/shared/negotiation/events';
import { sectionIds } from '@entente/shared/sections/sections';
import type { TextFacts } from '@entente/shared/text/digest';

type Seat = { organisation: string; kind: 'party' | 'observer'; access: string; rank: string };
type Meeting = {
  place: number;
  openedAt: string;
  closed: boolean;
  written: boolean;
  chair: string;
  there: Map<string, { organisation: string; entitled: boolean }>;
};
type PartyOf = { kind: string; deliberation: { date: string; enforceableOn: string } | undefined };
type Stance = { position: string; digest: string; edits: number };

/** The story is told in Auckland in winter, where no summer time moves a day: twelve hours before UTC. */
const dayOf = (instant: string) => Math.floor((Date.parse(instant) / 3_600_000 + 12) / 24);

export class Witness {
  readonly seen: Record<string, number> = {};
  readonly parties = new Set<string>();
  #seats = new Map<string, Seat>();
  #delegates = new Set<string>();
  #meetings = new Map<string, Meeting>();
  #opened = 0;
  #stances = new Map<string, Stance>();
  #edits = new Map<string, number>();
  #days = 1;
  #approved = new Map<string, { meeting: string; digest: string }>();
  #frozen: string | undefined;
  #signed = new Map<string, string>();
  #ended = false;
  #kinds = new Map<string, PartyOf>();
  /** Who is to chair a meeting that is not open yet. */
  #chosen = new Map<string, string>();
  /** Parties that have said that they don't want to lead. */
  #followers = new Set<string>();
  /** The host that must be told, between a plan and what is recorded with it; by meeting. */
  #owed = new Map<string, string>();
  #told = new Set<string>();

  /** Another one that has seen the same. */
  copy(): Witness {
    const copy = new Witness();
    Object.assign(copy.seen, this.seen);
    for (const party of this.parties) copy.parties.add(party);
    copy.#seats = new Map(this.#seats);
    copy.#delegates = new Set(this.#delegates);
    copy.#meetings = new Map([...this.#meetings].map(([id, one]) => [id, { ...one, there: new Map(one.there) }]));
    copy.#opened = this.#opened;
    copy.#stances = new Map(this.#stances);
    copy.#edits = new Map(this.#edits);
    copy.#days = this.#days;
    copy.#approved = new Map(this.#approved);
    copy.#frozen = this.#frozen;
    copy.#signed = new Map(this.#signed);
    copy.#ended = this.#ended;
    copy.#kinds = new Map(this.#kinds);
    copy.#chosen = new Map(this.#chosen);
    copy.#followers = new Set(this.#followers);
    copy.#owed = new Map(this.#owed);
    copy.#told = new Set(this.#told);
    return copy;
  }

  /** Words of that section have changed: a fault when the section is closed. */
  seesEdit(section: string): string[] {
    const faults = [
      ...(this.#frozen === undefined ? [] : [`${section} was edited after the freeze`]),
      ...(this.isClosed(section) ? [`${section} was edited while all agreed to it`] : []),
    ];
    this.#edits.set(section, this.#editsOf(section) + 1);
    return faults;
  }

  isClosed(section: string): boolean {
    const stances = [...this.parties].map((party) => this.#stances.get(`${party} ${section}`));
    return this.parties.size >= 2 && stances.every((stance) => stance?.position === 'agree');
  }

  /** One more event, and what is wrong with it, knowing the text of that moment. */
  sees(event: Event, facts: TextFacts): string[] {
    this.seen[event.type] = (this.seen[event.type] ?? 0) + 1;
    const faults = this.#ended ? [`${event.type} after the deletion`] : [];
    this.#writeDownPeople(event);
    this.#writeDownMeetings(event);
    this.#writeDownStances(event);
    this.#writeDownKinds(event);
    return [...faults, ...this.#judgeInvitation(event), ...this.#judge(event, facts)];
  }

  /** What is wrong with the stances as they stand: each must be on today's words, taken since their last edit. */
  staleStances(facts: TextFacts, live: readonly { organisation: string; section: string; digest: string }[]): string[] {
    const current: Readonly<Record<string, { digest: string }>> = { ...facts.sections, ...facts.cores };
    return live
      .filter(({ organisation, section, digest }) => {
        const stance = this.#stances.get(`${organisation} ${section}`);
        return digest !== current[section]?.digest || stance?.edits !== this.#editsOf(section);
      })
      .map(({ organisation, section }) => `the stance of ${organisation} on ${section} has outlived its text`);
  }

  #editsOf(section: string): number {
    return this.#edits.get(section) ?? 0;
  }

  #writeDownPeople(event: Event): void {
    switch (event.type) {
      case 'PartyJoined':
        this.parties.add(event.organisation);
        this.#seats.set(event.person, { ...event, kind: 'party', access: 'writes' });
        break;
      case 'ObserverJoined':
        this.#seats.set(event.person, { ...event, kind: 'observer' });
        break;
      case 'ParticipantNamed':
        this.#seats.set(event.person, { ...event, kind: this.parties.has(event.organisation) ? 'party' : 'observer' });
        break;
      case 'ParticipantRemoved':
        this.#seats.delete(event.person);
        this.#delegates.delete(event.person);
        break;
      case 'DelegationRecorded':
        this.#delegates.add(event.person);
        break;
      case 'DelegationWithdrawn':
        this.#delegates.delete(event.person);
        break;
    }
  }

  #writeDownMeetings(event: Event): void {
    if (event.type === 'MeetingOpened') {
      this.#opened += 1;
      const there = new Map();
      this.#meetings.set(event.meeting, {
        place: this.#opened,
        openedAt: event.at,
        closed: false,
        written: false,
        chair: this.#chosen.get(event.meeting) ?? event.by,
        there,
      });
    }
    if (!('meeting' in event)) return;
    const meeting = this.#meetings.get(event.meeting);
    if (!meeting) return;
    if (event.type === 'AttendanceRecorded') {
      const seat = this.#seats.get(event.person);
      const entitled = seat?.kind === 'party' && seat.access !== 'reads' && seat.organisation === event.organisation;
      meeting.there.set(event.person, { organisation: event.organisation, entitled });
    }
    if (event.type === 'AttendanceWithdrawn') meeting.there.delete(event.person);
    if (event.type === 'MinutesWritten') meeting.written = event.minutes !== null;
    if (event.type === 'MeetingClosed') meeting.closed = true;
    if (event.type === 'MeetingCancelled') this.#meetings.delete(event.meeting);
  }

  /** A host that doesn't want to lead is told of others' plan for a first meeting at its place before anybody else is. */
  #judgeInvitation(event: Event): string[] {
    if (event.type === 'LeadWishStated') this.#followers[event.wants ? 'delete' : 'add'](event.organisation);
    if (event.type === 'MeetingInvitationHeld') {
      for (const party of event.awaits) this.#told.add(`${event.meeting} ${party}`);
      this.#owed.delete(event.meeting);
    }
    if (event.type === 'AdviceAcknowledged' || event.type === 'CommandRefused') {
      if ('meeting' in event && event.advice === 'host-without-lead-wish') {
        const party = this.#seats.get(event.by)?.organisation;
        if (party !== undefined && event.parties.includes(party)) this.#told.add(`${event.meeting} ${party}`);
      }
      return [];
    }
    const faults = [...this.#owed].map(([, party]) => `${party} was not told before the invitation left`);
    this.#owed.clear();
    if (event.type === 'MeetingPlanned' || event.type === 'MeetingChanged') {
      const host = event.place.kind === 'on-site' ? event.place.host : null;
      const isAway = host === null || !this.parties.has(host) || !this.#followers.has(host) || this.#opened > 0;
      const isOwn = this.#seats.get(event.by)?.organisation === host;
      if (!isAway && !isOwn && !this.#told.has(`${event.meeting} ${host}`)) this.#owed.set(event.meeting, host);
    }
    return faults;
  }

  #writeDownStances(event: Event): void {
    switch (event.type) {
      case 'StanceTaken': {
        const { organisation, section, position, digest } = event;
        this.#stances.set(`${organisation} ${section}`, { position, digest, edits: this.#editsOf(section) });
        break;
      }
      case 'StanceWithdrawn':
        this.#stances.delete(`${event.organisation} ${event.section}`);
        break;
      case 'StancesReset':
      case 'SectionReopened':
        for (const key of this.#stances.keys()) if (key.endsWith(` ${event.section}`)) this.#stances.delete(key);
        break;
      case 'ReflectionDelayAgreed':
        this.#days = event.days;
        break;
    }
  }

  #writeDownKinds(event: Event): void {
    if (event.type === 'PartyJoined') {
      this.#kinds.set(event.organisation, { kind: event.kind ?? 'other', deliberation: undefined });
    }
    const known = 'organisation' in event ? this.#kinds.get(event.organisation) : undefined;
    if (!known || !('organisation' in event)) return;
    if (event.type === 'PartyKindRecorded') this.#kinds.set(event.organisation, { ...known, kind: event.kind });
    if (event.type === 'DeliberationRecorded') {
      const { date, enforceableOn } = event;
      this.#kinds.set(event.organisation, { ...known, deliberation: { date, enforceableOn } });
    }
  }

  #judge(event: Event, facts: TextFacts): string[] {
    switch (event.type) {
      case 'ConventionApproved':
        return this.#judgeApproval(event, facts);
      case 'ApprovalsVoided':
        this.#approved.clear();
        return [];
      case 'TextFrozen': {
        this.#frozen = event.digest;
        const missing = [...this.parties].filter((party) => this.#approved.get(party)?.digest !== event.digest);
        return missing.map((party) => `frozen without the approval of ${party}`);
      }
      case 'ConventionSigned':
        return this.#judgeSignature(event, facts);
      case 'SigningRefused':
        for (const key of this.#stances.keys()) if (key.startsWith(`${event.organisation} `)) this.#stances.delete(key);
        this.#approved.clear();
        this.#signed.clear();
        this.#frozen = undefined;
        return event.reason ? [] : ['signing refused without a reason'];
      case 'ConventionEnteredIntoForce':
        return [...this.parties]
          .filter((party) => this.#signed.get(party) !== this.#frozen)
          .map((party) => `in force without the signature of ${party}`);
      case 'MeetingClosed':
        return this.#meetings.get(event.meeting)?.written ? [] : ['closed without minutes'];
      case 'DecisionRecorded': {
        const meeting = this.#meetings.get(event.meeting);
        const isNew = (party: string) => !meeting || this.#isNewAt(event.meeting, meeting, party);
        const wrong = [...this.parties].filter((party) => isNew(party) !== event.proposalFor.includes(party));
        return wrong.map((party) => `a decision takes ${party} for one that met before, or for one that didn’t`);
      }
      case 'ChairPassed':
        return this.#judgeChair(event);
      case 'PartyKindRecorded':
        return this.#frozen === undefined ? [] : ['a party became something else after the freeze'];
      case 'ConventionRenamed':
        return this.#frozen === undefined ? [] : ['renamed after the freeze'];
      case 'PartyJoined':
        return this.#frozen === undefined ? [] : ['a party joined after the freeze'];
      case 'ConventionDeleted':
        this.#ended = true;
        return this.#signed.size === 0 ? [] : ['deleted after a signature'];
      default:
        return [];
    }
  }

  #judgeChair({ meeting: id, to, by }: EventOf<'ChairPassed'>): string[] {
    const meeting = this.#meetings.get(id);
    const comesForAbsent =
      meeting && !meeting.closed && to === by && meeting.there.has(to) && !meeting.there.has(meeting.chair);
    if (meeting) meeting.chair = to;
    else this.#chosen.set(id, to);
    return comesForAbsent || this.#seats.get(to)?.rank === 'director' ? [] : ['the chair passed to no director'];
  }

  #judgeApproval(event: EventOf<'ConventionApproved'>, facts: TextFacts): string[] {
    const meeting = this.#meetings.get(event.meeting);
    const cores = Object.entries(facts.cores).filter(([, { blank }]) => !blank);
    const said = cores.filter(([core]) => this.parties.has(core.slice('core:'.length))).map(([core]) => core);
    const agreed = [...sectionIds, ...said].every((section) => this.isClosed(section));
    const faults = [
      ...(this.#frozen === undefined ? [] : ['approved twice over']),
      ...(agreed ? [] : ['approved though a section is not agreed']),
      ...(meeting && !meeting.closed ? [] : ['approved outside an open meeting']),
      ...(meeting?.there.has(event.by) ? [] : ['approved by somebody who is not there']),
      ...(event.digest === facts.digest ? [] : ['approved other words']),
      ...(this.#mayCommit(event.by, event.organisation) ? [] : ['approved by somebody who may not']),
      ...(this.#approved.has(event.organisation) ? ['approved twice'] : []),
      ...(this.parties.size >= 2 ? [] : ['approved alone']),
      ...(meeting ? this.#withoutEarlierMeeting(event.meeting, meeting) : []),
      ...unsaidIn(facts, [...this.parties]).map((what) => `approved without ${what}`),
    ];
    this.#approved.set(event.organisation, { meeting: event.meeting, digest: event.digest });
    return faults;
  }

  #withoutEarlierMeeting(id: string, approving: Meeting): string[] {
    return [...this.parties]
      .filter((party) => this.#isNewAt(id, approving, party))
      .map((party) => `approved though ${party} had no earlier meeting`);
  }

  #isNewAt(id: string, approving: Meeting, party: string): boolean {
    const earlier = [...this.#meetings]
      .filter(([other, { place }]) => other !== id && place < approving.place)
      .map(([, meeting]) => meeting)
      .filter(({ closed, written }) => closed && written)
      .filter(({ openedAt }) => dayOf(openedAt) + this.#days <= dayOf(approving.openedAt));
    return !earlier.some(({ there }) => [...there.values()].some((one) => one.entitled && one.organisation === party));
  }

  #judgeSignature(event: EventOf<'ConventionSigned'>, facts: TextFacts): string[] {
    const faults = [
      ...(this.#frozen === undefined ? ['signed before the freeze'] : []),
      ...(event.digest === this.#frozen && event.digest === facts.digest ? [] : ['signed other words']),
      ...(this.#mayCommit(event.by, event.organisation) ? [] : ['signed by somebody who may not']),
      ...(this.#signed.has(event.organisation) ? ['signed twice'] : []),
      ...(this.#mayBeBound(event) ? [] : ['signed without a deliberation that has effect']),
    ];
    this.#signed.set(event.organisation, event.digest);
    return faults;
  }

  #mayBeBound({ organisation, at }: EventOf<'ConventionSigned'>): boolean {
    const { kind, deliberation } = this.#kinds.get(organisation) ?? {};
    const today = new Date(Date.parse(at) + 12 * 3_600_000).toISOString().slice(0, 10);
    const hasEffect = deliberation && deliberation.date <= today && deliberation.enforceableOn <= today;
    return kind !== 'public-body' || hasEffect === true;
  }

  #mayCommit(person: string, organisation: string): boolean {
    const seat = this.#seats.get(person);
    if (seat?.kind !== 'party' || seat.organisation !== organisation) return false;
    return person === `${organisation}/director` || this.#delegates.has(person);
  }
}

/** What a convention must say in fields and rows and doesn't, in the plainest way. */
function unsaidIn({ sections }: TextFacts, parties: readonly string[]): string[] {
  const fields = (section: keyof typeof sections) => sections[section].particulars.fields;
  const rows = (kind: string) =>
    Object.values(sections).flatMap(({ particulars }) => particulars.rows.filter((row) => row.kind === kind));
  const has = (kind: string, ...cells: [string, unknown][]) =>
    rows(kind).some((row) => cells.every(([name, value]) => row.cells[name] === value));
  const { start, end, heavy } = fields('calendar');
  const isLong = Date.parse(String(end)) - Date.parse(String(start)) > 366 * 24 * 3_600_000;
  const reviews = rows('review').map(({ cells }) => String(cells.date));
  const isReviewed = reviews.some((day) => !(heavy || isLong) || day < String(end));
  return [
    ...['population', 'territory'].filter((name) => fields('project')[name] === undefined),
    ...(start === undefined || end === undefined || end < start ? ['a term'] : []),
    ...(fields('regulation').exitClause && fields('regulation').noticeDays ? [] : ['an exit']),
    ...(rows('risk').length > 0 && rows('risk').every(({ cells }) => cells.fallback) ? [] : ['fallbacks']),
    ...parties.filter((party) => !has('contribution', ['party', party])).map((party) => `what ${party} brings`),
    ...(rows('budgetLine').length > 0 && rows('budgetLine').every(({ cells }) => cells.bearer) ? [] : ['a budget']),
    ...(has('budgetLine', ['kind', 'hidden']) || fields('budget').noHiddenCosts ? [] : ['hidden costs']),
    ...['effectiveness', 'efficiency', 'impact'].filter((one) => !has('indicator', ['criterion', one])),
    ...(isReviewed ? [] : ['a review']),
  ];
}
