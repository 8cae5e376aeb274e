import type { Fairness } from '@entente/shared/negotiation/fairness';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../layout/facts.tsx';
import { Panel } from '../layout/panel.tsx';
import { useAmounts } from './use-amounts.ts';

/** What is in the budget beside the parties' own shares. */
export function WholeBudget({ fairness }: { readonly fairness: Fairness }) {
  const { t } = useTranslation('overview');
  const { money } = useAmounts();
  const { total, borneByNobody, otherFunders, fundedByNobody } = fairness;
  if (total === 0) return <Text>{t('fairness.no-budget')}</Text>;
  return (
    <Panel title={t('fairness.whole')} intro={t('fairness.names')}>
      <Facts>
        <dt>{t('fairness.total')}</dt>
        <dd>{money(total)}</dd>
        {otherFunders.length > 0 ? (
          <>
            <dt>{t('fairness.other-funders')}</dt>
            <dd>
              {otherFunders.map(({ name, amount }) => (
                <div key={name}>{`${name} (${money(amount)})`}</div>
              ))}
            </dd>
          </>
        ) : null}
        {borneByNobody > 0 ? (
          <>
            <dt>{t('fairness.borne-by-nobody')}</dt>
            <dd>{money(borneByNobody)}</dd>
          </>
        ) : null}
        {fundedByNobody > 0 ? (
          <>
            <dt>{t('fairness.funded-by-nobody')}</dt>
            <dd>{money(fundedByNobody)}</dd>
          </>
        ) : null}
      </Facts>
    </Panel>
  );
}
