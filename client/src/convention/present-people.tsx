import { Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { onePerPerson } from '../editor/present-people.ts';
import type { PresentPerson } from '../editor/text-session.ts';
import { useConvention } from './convention-context.ts';
import { PersonAvatar } from './person-avatar.tsx';
import classes from './present-people.module.css';
import { usePresentPeople } from './use-text-status.ts';

type PresentPeopleProps = { readonly shown: number };

/** Who has this convention open now: the first few, and all of them on demand. */
export function PresentPeople({ shown }: PresentPeopleProps) {
  const { t } = useTranslation('convention');
  const people = [...onePerPerson(usePresentPeople(useConvention().text))].sort(selfFirst);
  const [opened, { toggle, close, open }] = useDisclosure(false);
  const change = (wanted: boolean) => (wanted ? open() : close());
  const beyond = people.length - shown;
  return (
    <Popover opened={opened} onChange={change} position="bottom-end" withArrow trapFocus={false}>
      <Popover.Target>
        <UnstyledButton onClick={toggle} className={classes.stack}>
          <span className="visually-hidden">{t('presence.button', { count: people.length })}</span>
          {people.slice(0, shown).map((person) => (
            <PersonAvatar key={person.id} person={person} hint={hintOf(person, t)} quiet={opened} />
          ))}
          {beyond > 0 ? <span className={classes.more}>{`+${beyond}`}</span> : null}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" component="ul" className={classes.list}>
          {people.map((person) => (
            <li key={person.id} className={classes.person}>
              <PersonAvatar person={person} size="sm" hint={hintOf(person, t)} quiet />
              <Text size="sm">{person.self ? t('presence.you', { name: person.name }) : person.name}</Text>
              <Text size="xs" c="var(--ink-quiet)">
                {person.organisationName}
              </Text>
            </li>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function selfFirst(a: PresentPerson, b: PresentPerson): number {
  return (
    Number(b.self) - Number(a.self) ||
    a.organisationName.localeCompare(b.organisationName) ||
    a.name.localeCompare(b.name)
  );
}

function hintOf(person: PresentPerson, t: ReturnType<typeof useTranslation<'convention'>>['t']): string {
  const name = person.self ? t('presence.you', { name: person.name }) : person.name;
  return t('presence.who', { name, organisation: person.organisationName });
}
