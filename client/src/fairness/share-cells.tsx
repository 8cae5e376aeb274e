import type { Costs, PartyShare, Time } from '@entente/shared/negotiation/fairness';
import { colourOfMark } from '@entente/shared/organisations/marks';
import { costKinds } from '@entente/shared/text/tables';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import classes from './fairness.module.css';
import { useAmounts } from './use-amounts.ts';

type CostsProps = { readonly costs: Costs; readonly total: number; readonly of: string };

/** What a party bears, of which kinds, and how much of the whole it is. */
export function Bears({ costs, total, of }: CostsProps) {
  const { t } = useTranslation('overview');
  const { money } = useAmounts();
  if (costs.total === 0) return <Quiet words={t('fairness.no-cost')} />;
  return (
    <>
      <Share amount={costs.total} total={total} of={of} />
      <ul className={classes.details}>
        {costKinds
          .filter((kind) => costs.byKind[kind] > 0)
          .map((kind) => (
            <li key={kind}>{t(`fairness.kind.${kind}`, { amount: money(costs.byKind[kind]) })}</li>
          ))}
      </ul>
    </>
  );
}

type FundsProps = { readonly amount: number; readonly total: number; readonly of: string };

export function Funds({ amount, total, of }: FundsProps) {
  const { t } = useTranslation('overview');
  return amount === 0 ? <Quiet words={t('fairness.no-funds')} /> : <Share amount={amount} total={total} of={of} />;
}

/** An amount in words, and as a bar of the whole. */
function Share({ amount, total, of }: FundsProps) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const { money, share } = useAmounts();
  const mark = state.parties.find(({ organisation }) => organisation === of)?.mark ?? 0;
  return (
    <>
      <Text>{t('fairness.share', { amount: money(amount), share: share(amount, total) })}</Text>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${(100 * amount) / Math.max(total, 1)}%`, background: colourOfMark(mark) }} />
      </span>
    </>
  );
}

/** Hours of all its people together: in meetings, before and after. */
export function TimeSpent({ time }: { readonly time: Time }) {
  const { t } = useTranslation('overview');
  const { duration } = useAmounts();
  const total = time.preparation + time.meetings + time.followUp;
  if (total === 0) return <Quiet words={t('fairness.no-time')} />;
  return (
    <>
      <Text>{duration(total)}</Text>
      <ul className={classes.details}>
        {(['preparation', 'meetings', 'followUp'] as const)
          .filter((kind) => time[kind] > 0)
          .map((kind) => (
            <li key={kind}>{t(`fairness.time-of.${kind}`, { time: duration(time[kind]) })}</li>
          ))}
      </ul>
    </>
  );
}

/** Who may commit it, how often it led, where it stands. */
export function Decides({ share: { mayCommit, chaired, positions } }: { readonly share: PartyShare }) {
  const { t } = useTranslation('overview');
  const formats = useFormats();
  const name = usePersonName();
  const { agree, reserve, object, none } = positions;
  return (
    <ul className={classes.details} data-quiet={false}>
      <li>
        {mayCommit.length === 0
          ? t('fairness.nobody-commits')
          : t('fairness.may-commit', { people: formats.list(mayCommit.map(name)) })}
      </li>
      <li>{t('fairness.positions', { agree, all: agree + reserve + object + none })}</li>
      {reserve + object > 0 ? <li>{t('fairness.held', { reserve, object })}</li> : null}
      <li>{t('fairness.chaired', { count: chaired })}</li>
    </ul>
  );
}

function Quiet({ words }: { readonly words: string }) {
  return <Text c="var(--ink-quiet)">{words}</Text>;
}
