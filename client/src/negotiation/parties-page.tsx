import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';
import { DeletionPanel } from './deletion-panel.tsx';
import { InviteOrganisation } from './invite-organisation.tsx';
import { MyParticipants } from './my-participants.tsx';
import { OrganisationName } from './organisation-name.tsx';
import { ParticipantList } from './participant-list.tsx';
import { PendingInvitations } from './pending-invitations.tsx';
import { WhatPartySays } from './what-party-says.tsx';

/** Who negotiates and who observes, with whom; my own organisation's people; invitations; deletion by agreement. */
export function PartiesPage() {
  const { t } = useTranslation('negotiation');
  return (
    <Page title={t('parties.title')} intro={t('parties.intro')}>
      <Parties />
      <Observers />
      <MyParticipants />
      <InviteOrganisation />
      <PendingInvitations />
      <DeletionPanel />
    </Page>
  );
}

function Parties() {
  const { t } = useTranslation('negotiation');
  const { state } = useConvention().view;
  const formats = useFormats();
  return (
    <Panel title={t('parties.bound')}>
      {state.parties.map((party) => (
        <Stack key={party.organisation} gap={6}>
          <div>
            <Text fw={600} component="h3">
              <OrganisationName organisation={party.organisation} />
            </Text>
            <Text size="sm" c="var(--ink-quiet)">
              {t('parties.since', { day: formats.day(party.joinedAt, state.timeZone) })}
            </Text>
          </div>
          <WhatPartySays party={party} />
          <ParticipantList participants={party.participants} delegations={party.delegations} />
        </Stack>
      ))}
    </Panel>
  );
}

function Observers() {
  const { t } = useTranslation(['negotiation', 'common']);
  const { observers } = useConvention().view.state;
  return (
    <Panel title={t('observers.title')} intro={t('observers.intro')}>
      {observers.length === 0 ? <Text>{t('observers.none')}</Text> : null}
      {observers.map((observer) => (
        <Stack key={observer.organisation} gap={6}>
          <div>
            <Text fw={600} component="h3">
              <OrganisationName organisation={observer.organisation} />
            </Text>
            <Text size="sm" c="var(--ink-quiet)">
              {t('parties.observer', { access: t(`common:access.${observer.access}`) })}
            </Text>
          </div>
          <ParticipantList participants={observer.participants} delegations={[]} />
        </Stack>
      ))}
    </Panel>
  );
}
