import { Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { Panel } from '../layout/panel.tsx';
import { LockedButton } from './locked-button.tsx';
import { useCommand } from './use-command.ts';
import { usePartingCommand } from './use-parting-command.ts';

/** An unsigned convention is deleted when every party agrees; who has agreed is in sight of all. */
export function DeletionPanel() {
  const { t } = useTranslation('negotiation');
  const { state, me } = useConvention().view;
  const signed = state.stage === 'inForce' || (state.stage === 'frozen' && state.signatures.length > 0);
  if (signed) {
    return (
      <Panel title={t('deletion.title')}>
        <Text>{t('deletion.too-late')}</Text>
      </Panel>
    );
  }
  const isParty = state.parties.some(({ organisation }) => organisation === me.organisation);
  return (
    <Panel title={t('deletion.title')} intro={t('deletion.intro')}>
      <WhoAgrees />
      {isParty ? <MyAgreement /> : null}
    </Panel>
  );
}

/** Parties that agree to delete it, and those that don't. */
function useAgreements() {
  const { state } = useConvention().view;
  const agreed = state.stage === 'inForce' ? [] : state.deletionAgreements;
  const missing = state.parties.map(({ organisation }) => organisation).filter((one) => !agreed.includes(one));
  return { agreed, missing };
}

function WhoAgrees() {
  const { t } = useTranslation('negotiation');
  const formats = useFormats();
  const name = useOrganisationName();
  const { agreed, missing } = useAgreements();
  if (agreed.length === 0) return <Text>{t('deletion.none')}</Text>;
  const names = (organisations: readonly string[]) => formats.list(organisations.map(name));
  return (
    <Text>
      {t('deletion.agreed', { count: agreed.length, parties: names(agreed) })}{' '}
      {t('deletion.missing', { count: missing.length, parties: names(missing) })}
    </Text>
  );
}

function MyAgreement() {
  const { t } = useTranslation(['negotiation', 'common']);
  const { view, whyNot } = useConvention();
  const command = useCommand();
  const agreeing = usePartingCommand();
  const { agreed, missing } = useAgreements();
  if (agreed.includes(view.me.organisation)) {
    const withdraw = { type: 'withdrawDeletionAgreement' } as const;
    return (
      <Group>
        <LockedButton
          variant="default"
          refusal={whyNot(withdraw)}
          loading={command.running}
          onClick={() => void command.run(withdraw)}
        >
          {t('deletion.withdraw')}
        </LockedButton>
        <FailureNote error={command.failure} />
      </Group>
    );
  }
  const last = missing.length === 1;
  const ask = () =>
    modals.openConfirmModal({
      title: t(last ? 'deletion.last-title' : 'deletion.title-first'),
      children: <Text>{t(last ? 'deletion.last-why' : 'deletion.why-first')}</Text>,
      labels: { confirm: t(last ? 'deletion.confirm' : 'deletion.agree'), cancel: t('common:cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common:close') },
      onConfirm: () => void agreeing.run({ type: 'agreeToDelete' }),
    });
  return (
    <Group>
      <LockedButton
        variant="default"
        refusal={whyNot({ type: 'agreeToDelete' })}
        loading={agreeing.running}
        onClick={ask}
      >
        {t('deletion.agree')}
      </LockedButton>
      <FailureNote error={agreeing.failure} />
    </Group>
  );
}
