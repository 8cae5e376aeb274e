import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onePerPerson } from '../editor/present-people.ts';
import type { PresentPerson } from '../editor/text-session.ts';
import { useConvention } from './convention-context.ts';
import { usePresentPeople, useTextStatus } from './use-text-status.ts';

/** A page that reloads or a network that blinks is not somebody who leaves. */
const patience = 4_000;

/** Says politely who joins and who leaves; never what they type. */
export function PresenceAnnouncements() {
  const { t } = useTranslation('convention');
  const { text } = useConvention();
  const people = usePresentPeople(text);
  const online = useTextStatus(text, (status) => status.online);
  const [said, setSaid] = useState('');
  const known = useRef<ReadonlyMap<string, PresentPerson> | null>(null);
  useEffect(() => {
    if (!online) return;
    const timer = setTimeout(() => {
      const now = new Map(
        onePerPerson(people)
          .filter(({ self }) => !self)
          .map((person) => [person.id, person]),
      );
      const before = known.current;
      known.current = now;
      if (!before) return;
      const joined = [...now.values()].filter(({ id }) => !before.has(id));
      const left = [...before.values()].filter(({ id }) => !now.has(id));
      const sentences = [
        ...joined.map(({ name, organisationName }) => t('presence.joined', { name, organisation: organisationName })),
        ...left.map(({ name }) => t('presence.left', { name })),
      ];
      if (sentences.length > 0) setSaid(sentences.join(' '));
    }, patience);
    return () => clearTimeout(timer);
  }, [people, online, t]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {said}
    </div>
  );
}
