import { accesses } from '@entente/shared/negotiation/state';
import { Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from './locked-button.tsx';
import { useCommand } from './use-command.ts';

/** Names one more of my organisation's members, with what the person may do. */
export function NameColleague() {
  const { t } = useTranslation(['negotiation', 'common']);
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const seated = new Set(
    [...view.state.parties, ...view.state.observers].flatMap(({ participants }) =>
      participants.map(({ person }) => person),
    ),
  );
  const free = view.colleagues.filter(({ person }) => !seated.has(person));
  const observer = view.state.observers.find(({ organisation }) => organisation === view.me.organisation);
  const offered = observer ? accesses.slice(accesses.indexOf(observer.access)) : accesses;
  const [chosen, setChosen] = useState('');
  const [wanted, setWanted] = useState<string>(offered[0] ?? 'reads');
  const person = free.find((one) => one.person === chosen)?.person ?? free[0]?.person;
  const access = offered.find((one) => one === wanted) ?? 'reads';
  if (person === undefined) return <Text c="var(--ink-quiet)">{t('mine.everybody')}</Text>;
  const add = { type: 'nameParticipant', person, access } as const;
  return (
    <>
      <Group align="flex-end" role="group" aria-label={t('mine.name')}>
        <NativeSelect
          label={t('mine.who')}
          value={person}
          data={free.map((one) => ({ value: one.person, label: `${one.name} – ${t(`common:rank.${one.rank}`)}` }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
          style={{ flex: '1 1 16rem' }}
        />
        <NativeSelect
          label={t('mine.access')}
          value={access}
          data={offered.map((one) => ({ value: one, label: t(`common:access.${one}`) }))}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <LockedButton refusal={whyNot(add)} loading={command.running} onClick={() => void command.run(add)}>
          {t('mine.add')}
        </LockedButton>
      </Group>
      <FailureNote error={command.failure} />
    </>
  );
}
