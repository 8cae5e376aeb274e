import type { Told } from '@entente/shared/negotiation/meetings/advice';
import type { Advice } from '@entente/shared/negotiation/state';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Acknowledge, AdviceNote } from './advice-notes.tsx';
import { NoDirector } from './invite-director.tsx';
import type { MeetingFormState } from './meeting-form.tsx';
import { adviceOnValues, type MeetingFormValues } from './meeting-form-values.ts';
import { adviceIn, mergedAdvice } from './open-button.tsx';
import { useOwnDirectors } from './own-directors.ts';

/** What there is to tell of what the form holds, and what the server told when it was asked. */
export function useToldOnPlan(values: MeetingFormValues, failure: unknown): readonly Told[] {
  const { view } = useConvention();
  return mergedAdvice(adviceOnValues(values, view), adviceIn(failure));
}

type PlanAdviceProps = {
  readonly form: MeetingFormState;
  readonly told: readonly Told[];
  /** The form was sent, and something in it had not been ticked. */
  readonly unread: boolean;
};

/** NEG-2 and NEG-4, told before anybody is invited: what can be done about it, and that one goes on all the same. */
export function PlanAdvice({ form, told, unread }: PlanAdviceProps) {
  const { view } = useConvention();
  const { acknowledged } = form.values;
  const acknowledge = (advice: Advice, checked: boolean) =>
    form.setFieldValue(
      'acknowledged',
      checked ? [...acknowledged, advice] : acknowledged.filter((one) => one !== advice),
    );
  if (told.length === 0) return null;
  return (
    <Stack gap="sm" role="status">
      {told.map((one) => (
        <AdviceNote key={one.advice} told={one}>
          {one.advice === 'outranked' ? <WhoseDirector form={form} told={one} mine={view.me.organisation} /> : null}
          {one.advice === 'host-without-lead-wish' && !one.parties.includes(view.me.organisation) ? (
            <ToldFirst parties={one.parties} />
          ) : null}
          <Acknowledge
            checked={acknowledged.includes(one.advice)}
            onChange={(checked) => acknowledge(one.advice, checked)}
            missing={unread}
          />
        </AdviceNote>
      ))}
    </Stack>
  );
}

/** NEG-4: the host hears of it before those who are expected. */
function ToldFirst({ parties }: Pick<Told, 'parties'>) {
  const { t } = useTranslation('meetings');
  const formats = useFormats();
  const organisation = useOrganisationName();
  return <Text size="sm">{t('advice.host-told-first', { parties: formats.list(parties.map(organisation)) })}</Text>;
}

type WhoseDirectorProps = { readonly form: MeetingFormState; readonly told: Told; readonly mine: string };

/** My own director is added here; the others are told on the meeting's page, and invite theirs. */
function WhoseDirector({ form, told, mine }: WhoseDirectorProps) {
  const { t } = useTranslation('meetings');
  const directors = useOwnDirectors();
  const others = told.parties.some((party) => party !== mine);
  const free = directors.filter(({ person }) => !form.values.expected.includes(person));
  return (
    <>
      {told.parties.includes(mine) && directors.length === 0 ? <NoDirector /> : null}
      {told.parties.includes(mine) && free.length > 0 ? (
        <Group gap="xs">
          {free.map(({ person, name }) => (
            <Button
              key={person}
              size="compact-md"
              variant="light"
              leftSection={<IconUserPlus size={16} aria-hidden />}
              onClick={() => form.setFieldValue('expected', [...form.values.expected, person])}
            >
              {t('director.invite', { name })}
            </Button>
          ))}
        </Group>
      ) : null}
      {others ? <Text size="sm">{t('advice.others-told')}</Text> : null}
    </>
  );
}
