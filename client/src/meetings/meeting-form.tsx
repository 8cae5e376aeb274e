import { isLinkAllowed } from '@entente/shared/text/schema';
import { Button, Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { type FormRulesRecord, type UseFormReturnType, useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { AgendaField } from './agenda-field.tsx';
import { ExpectedChoice } from './expected-choice.tsx';
import { type MeetingFormValues, planOf } from './meeting-form-values.ts';
import { adviceIn } from './open-button.tsx';
import { PlanAdvice, useToldOnPlan } from './plan-advice.tsx';
import { useDuration } from './use-duration.ts';

export type Plan = NonNullable<ReturnType<typeof planOf>>;

export type MeetingFormState = UseFormReturnType<MeetingFormValues, MeetingFormValues, Checks>;
type Checks = FormRulesRecord<MeetingFormValues>;

type MeetingFormProps = {
  readonly initial: MeetingFormValues;
  readonly submitLabel: string;
  readonly failure: unknown;
  readonly running: boolean;
  readonly onPlan: (plan: Plan) => Promise<void>;
  readonly onCancel: () => void;
};

/** Date and time in the convention's time zone, length, place, agenda, expected people, and what is advised against. */
export function MeetingForm({ initial, submitLabel, failure, running, onPlan, onCancel }: MeetingFormProps) {
  const { t } = useTranslation('common');
  const { view } = useConvention();
  const form = useForm({ initialValues: initial, validate: useChecks() });
  const told = useToldOnPlan(form.values, failure);
  const [unread, setUnread] = useState(false);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(async (values) => {
        const isRead = told.every(({ advice }) => values.acknowledged.includes(advice));
        setUnread(!isRead);
        const plan = planOf(values, view);
        if (plan && isRead) await onPlan(plan);
      })}
    >
      <Stack gap="md">
        <WhenAndHowLong form={form} />
        <Where form={form} />
        <AgendaField form={form} />
        <ExpectedChoice
          chosen={form.values.expected}
          onChange={(expected) => form.setFieldValue('expected', expected)}
        />
        <PlanAdvice form={form} told={told} unread={unread} />
        {adviceIn(failure).length > 0 ? null : <FailureNote error={failure} />}
        <Group>
          <Button type="submit" loading={running}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Minutes that people usually agree on; what a program chose stays in the list. */
const lengths = [30, 45, 60, 90, 120, 180, 240, 480];

type FieldsProps = { readonly form: MeetingFormState };

function WhenAndHowLong({ form }: FieldsProps) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const duration = useDuration();
  const { duration: chosen } = form.values;
  const offered = [...new Set([...lengths, ...(chosen === '' ? [] : [Number(chosen)])])].sort((a, b) => a - b);
  return (
    <Group align="flex-start" gap="md">
      <TextInput
        type="datetime-local"
        label={t('plan.when')}
        description={t('plan.when-zone', { zone: state.timeZone })}
        required
        w={320}
        maw="100%"
        data-autofocus
        {...form.getInputProps('when')}
      />
      <NativeSelect
        label={t('plan.duration')}
        description={t('plan.duration-why')}
        data={[
          { value: '', label: t('plan.duration-open') },
          ...offered.map((minutes) => ({ value: String(minutes), label: duration(minutes) })),
        ]}
        w={240}
        maw="100%"
        {...form.getInputProps('duration')}
      />
    </Group>
  );
}

function Where({ form }: FieldsProps) {
  const { t } = useTranslation('meetings');
  return (
    <>
      <Radio.Group label={t('plan.place')} {...form.getInputProps('place')}>
        <Group mt="xs">
          <Radio value="remote" label={t('plan.remote')} />
          <Radio value="on-site" label={t('plan.on-site')} />
        </Group>
      </Radio.Group>
      {form.values.place === 'remote' ? (
        <TextInput
          type="url"
          label={t('plan.link')}
          description={t('plan.link-why')}
          maxLength={300}
          {...form.getInputProps('link')}
        />
      ) : (
        <OnSite form={form} />
      )}
    </>
  );
}

function OnSite({ form }: FieldsProps) {
  const { t } = useTranslation('meetings');
  const { state } = useConvention().view;
  const name = useOrganisationName();
  const hosts = [...state.parties, ...state.observers].map(({ organisation }) => ({
    value: organisation,
    label: name(organisation),
  }));
  return (
    <>
      <TextInput label={t('plan.address')} required maxLength={300} {...form.getInputProps('address')} />
      <NativeSelect
        label={t('plan.host')}
        data={[{ value: '', label: t('plan.host-none') }, ...hosts]}
        {...form.getInputProps('host')}
      />
    </>
  );
}

function useChecks(): Checks {
  const { t } = useTranslation('meetings');
  const { view } = useConvention();
  return {
    when: (when: string, values: MeetingFormValues) => {
      if (when === '') return t('plan.when-missing');
      return planOf(values, view) ? null : t('plan.when-never');
    },
    link: (link: string, { place }: MeetingFormValues) =>
      place === 'on-site' || link.trim() === '' || isLinkAllowed(link) ? null : t('plan.link-wrong'),
    address: (address: string, { place }: MeetingFormValues) =>
      place === 'on-site' && address.trim() === '' ? t('plan.address-missing') : null,
  };
}
