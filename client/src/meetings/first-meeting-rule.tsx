import { whatApprovalAwaits } from '@entente/shared/negotiation/what-approval-awaits';
import { List, Text } from '@mantine/core';
import { IconCircleCheck, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';
import classes from './meetings.module.css';

/** What NEG-1 still asks before approval, in the rule's own words: one sentence for each group of parties that waits for the same thing. */
export function FirstMeetingRule() {
  const { t } = useTranslation('meetings');
  const { view, facts, now } = useConvention();
  const sentence = useReasonSentence();
  if (view.state.stage !== 'negotiating') return null;
  const reasons = whatApprovalAwaits(view.state, now(), facts).filter((reason) => reason.rule === 'NEG-1');
  const [first, ...others] = reasons;
  return (
    <section className={classes.rule} data-locked={first !== undefined} aria-label={t('first.label')}>
      {first ? <IconLock size={18} aria-hidden /> : <IconCircleCheck size={18} aria-hidden />}
      {others.length === 0 ? (
        <Text>{first ? sentence(first) : t('first.done')}</Text>
      ) : (
        <List listStyleType="none">
          {reasons.map((reason) => (
            <List.Item key={JSON.stringify(reason)}>{sentence(reason)}</List.Item>
          ))}
        </List>
      )}
    </section>
  );
}
