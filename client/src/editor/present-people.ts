import { readPart } from '@entente/shared/sections/parts';
import { zPresence } from '@entente/shared/wire/messages';
import type { Awareness } from 'y-protocols/awareness';
import type { PresentPerson } from './text-session.ts';

/** Everybody whose page is open, one entry per page, oneself included; what doesn't parse is left out. */
export function presentPeople(awareness: Awareness): readonly PresentPerson[] {
  return [...awareness.getStates()].flatMap(([clientId, state]) => {
    const presence = zPresence.safeParse(state);
    if (!presence.success) return [];
    const section = readPart(presence.data.section ?? '') ?? null;
    return { ...presence.data.user, clientId, section, self: clientId === awareness.clientID };
  });
}

/** One entry per person: somebody with two pages open is there once, where that person last went. */
export function onePerPerson(people: readonly PresentPerson[]): readonly PresentPerson[] {
  const known = new Map<string, PresentPerson>();
  for (const person of people) {
    const before = known.get(person.id);
    if (!before || person.self || (!before.self && person.section !== null)) known.set(person.id, person);
  }
  return [...known.values()];
}

/** True when nobody came, went, moved to another section or changed name between the two. */
export function samePeople(a: readonly PresentPerson[], b: readonly PresentPerson[]): boolean {
  return a.length === b.length && a.every((person, place) => samePresence(person, b[place]));
}

function samePresence(a: PresentPerson, b: PresentPerson | undefined): boolean {
  return b !== undefined && (Object.keys(a) as (keyof PresentPerson)[]).every((key) => a[key] === b[key]);
}
