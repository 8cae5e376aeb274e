import type { Delegation, Participant } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import classes from './parties-page.module.css';

type ParticipantListProps = {
  readonly participants: readonly Participant[];
  readonly delegations: readonly Delegation[];
};

/** An organisation's people: rank, access, and who may commit it (SIG-1). */
export function ParticipantList({ participants, delegations }: ParticipantListProps) {
  const { t } = useTranslation(['negotiation', 'common']);
  const { me } = useConvention().view;
  const name = usePersonName();
  if (participants.length === 0) return <Text c="var(--ink-quiet)">{t('parties.nobody')}</Text>;
  return (
    <ul className={classes.names}>
      {participants.map(({ person, rank, access }) => {
        const delegation = delegations.find((one) => one.person === person);
        return (
          <li key={person}>
            <Text>
              {person === me.person ? `${name(person)} (${t('parties.you')})` : name(person)}
              {` – ${t(`common:rank.${rank}`)} – ${t(`common:access.${access}`)}`}
            </Text>
            {delegation ? (
              <Text size="sm" c="var(--ink-quiet)">
                {t('parties.delegate', { by: name(delegation.by) })}
              </Text>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
