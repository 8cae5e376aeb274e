import { type Access, accesses, type Participant } from '@entente/shared/negotiation/state';
import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName, usePersonName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { DelegationButton } from './delegation-button.tsx';
import { DeliberationForm } from './deliberation-form.tsx';
import { LeadWish } from './lead-wish.tsx';
import { LockedButton } from './locked-button.tsx';
import { NameColleague } from './name-colleague.tsx';
import classes from './parties-page.module.css';
import { useCommand } from './use-command.ts';
import { usePartingCommand } from './use-parting-command.ts';

/** My own organisation's people here: named, given more or less, delegated to, removed. */
export function MyParticipants() {
  const { t } = useTranslation('negotiation');
  const { view } = useConvention();
  const name = useOrganisationName();
  const { organisation } = view.me;
  const mine = [...view.state.parties, ...view.state.observers].find((one) => one.organisation === organisation);
  if (!mine) return null;
  const party = view.state.parties.find((one) => one.organisation === organisation);
  return (
    <Panel title={t('mine.title', { organisation: name(organisation) })} intro={t('mine.intro')}>
      {party ? (
        <Text size="sm" c="var(--ink-quiet)">
          {t('mine.delegation-why')}
        </Text>
      ) : null}
      <ul className={classes.people}>
        {mine.participants.map((participant) => (
          <Mine key={participant.person} participant={participant} />
        ))}
      </ul>
      <NameColleague />
      {party && view.state.stage === 'negotiating' ? <LeadWish party={party} /> : null}
      {party?.kind === 'public-body' && view.state.stage !== 'inForce' ? <DeliberationForm party={party} /> : null}
    </Panel>
  );
}

function Mine({ participant }: { readonly participant: Participant }) {
  const { t } = useTranslation(['negotiation', 'common']);
  const { me } = useConvention().view;
  const { person, rank } = participant;
  const name = usePersonName()(person);
  return (
    <li className={classes.person}>
      <div className={classes.who}>
        <Text>{person === me.person ? `${name} (${t('parties.you')})` : name}</Text>
        <Text size="sm" c="var(--ink-quiet)">
          {t(`common:rank.${rank}`)}
        </Text>
      </div>
      <Group gap="xs">
        <AccessOf participant={participant} />
        <DelegationButton participant={participant} />
        <RemoveButton person={person} />
      </Group>
    </li>
  );
}

/** What the person may do: chosen where I may choose, else said, with the reason on demand. */
function AccessOf({ participant }: { readonly participant: Participant }) {
  const { t } = useTranslation(['negotiation', 'common']);
  const { whyNot } = useConvention();
  const command = useCommand();
  const { person, access } = participant;
  const name = usePersonName()(person);
  const other = (wanted: Access) => whyNot({ type: 'nameParticipant', person, access: wanted });
  const offered = accesses.filter((one) => one === access || !other(one));
  const refusal = offered.length === 1 ? other(access === 'reads' ? 'comments' : 'reads') : undefined;
  if (refusal) {
    return (
      <LockedButton size="compact-sm" refusal={refusal} onClick={() => {}}>
        {t(`common:access.${access}`)}
      </LockedButton>
    );
  }
  return (
    <Stack gap={4}>
      <NativeSelect
        size="xs"
        aria-label={t('mine.access-of', { name })}
        value={access}
        data={offered.map((one) => ({ value: one, label: t(`common:access.${one}`) }))}
        onChange={(event) => {
          const wanted = offered.find((one) => one === event.currentTarget.value);
          if (wanted) void command.run({ type: 'nameParticipant', person, access: wanted });
        }}
      />
      <FailureNote error={command.failure} />
    </Stack>
  );
}

function RemoveButton({ person }: { readonly person: string }) {
  const { t } = useTranslation(['negotiation', 'common']);
  const { view, whyNot } = useConvention();
  const command = usePartingCommand();
  const name = usePersonName()(person);
  const myself = person === view.me.person;
  const remove = { type: 'removeParticipant', person } as const;
  const ask = () =>
    modals.openConfirmModal({
      title: t(myself ? 'mine.leave-title' : 'mine.remove-title', { name }),
      children: <Text>{t(myself ? 'mine.leave-why' : 'mine.remove-why')}</Text>,
      labels: { confirm: t(myself ? 'mine.leave' : 'mine.remove'), cancel: t('common:cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common:close') },
      onConfirm: () => void command.run(remove),
    });
  return (
    <>
      <LockedButton
        size="compact-sm"
        variant="default"
        {...(myself ? {} : { 'aria-label': t('mine.remove-who', { name }) })}
        refusal={whyNot(remove)}
        loading={command.running}
        onClick={ask}
      >
        {t(myself ? 'mine.leave' : 'mine.remove')}
      </LockedButton>
      <FailureNote error={command.failure} />
    </>
  );
}
