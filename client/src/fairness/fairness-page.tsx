import { fairnessOf, type PartyShare } from '@entente/shared/negotiation/fairness';
import { Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { Page } from '../layout/page.tsx';
import { SideBySide } from '../layout/side-by-side.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { Bears, Decides, Funds, TimeSpent } from './share-cells.tsx';
import { useWholeFacts } from './use-whole-facts.ts';
import { WholeBudget } from './whole-budget.tsx';
import { WrittenCell } from './written-cell.tsx';

/** NEG-7: what each party brings, bears, funds, decides and may expect, side by side. */
export function FairnessPage() {
  const { t } = useTranslation('overview');
  const { view, now } = useConvention();
  const { state } = view;
  const nameOf = useOrganisationName();
  const facts = useWholeFacts();
  if (!facts) {
    return (
      <Page title={t('fairness.title')} intro={t('fairness.intro')} size="lg">
        <Loader aria-label={t('fairness.unknown')} />
      </Page>
    );
  }
  const fairness = fairnessOf(state, facts, { nameOf, at: now() });
  return (
    <Page title={t('fairness.title')} intro={t('fairness.intro')} size="lg">
      {state.parties.length < 2 ? <Text>{t('fairness.alone')}</Text> : null}
      <SideBySide
        caption={t('fairness.caption')}
        corner={t('fairness.what')}
        columns={state.parties.map(({ organisation }) => ({
          organisation,
          title: <OrganisationName organisation={organisation} />,
        }))}
        rows={rows.map(({ key, cell }) => ({
          key,
          title: t(`fairness.${key}`),
          cell: (organisation) => {
            const share = fairness.parties.find((one) => one.organisation === organisation);
            return share ? cell(share, fairness.total) : null;
          },
        }))}
      />
      <Stack gap="xs">
        <WholeBudget fairness={fairness} />
      </Stack>
    </Page>
  );
}

type FairnessRow = {
  readonly key: 'brings' | 'expects' | 'populations' | 'bears' | 'funds' | 'time' | 'decides';
  readonly cell: (share: PartyShare, total: number) => ReactNode;
};

const rows: readonly FairnessRow[] = [
  { key: 'brings', cell: ({ brings }) => <WrittenCell words={brings} /> },
  { key: 'bears', cell: ({ bears, organisation }, total) => <Bears costs={bears} total={total} of={organisation} /> },
  { key: 'funds', cell: ({ funds, organisation }, total) => <Funds amount={funds} total={total} of={organisation} /> },
  { key: 'time', cell: ({ time }) => <TimeSpent time={time} /> },
  { key: 'decides', cell: (share) => <Decides share={share} /> },
  { key: 'expects', cell: ({ expects }) => <WrittenCell words={expects} /> },
  { key: 'populations', cell: ({ populations }) => <WrittenCell words={populations} /> },
];
