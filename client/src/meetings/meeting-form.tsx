import { isLinkAllowed } from '@entente/shared/text/schema';
import { Button, Group, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormRulesRecord, type UseFormReturnType, useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { ExpectedChoice } from './expected-choice.tsx';
import { type MeetingFormValues, planOf } from './meeting-form-values.ts';

type Plan = NonNullable<ReturnType<typeof planOf>>;

type MeetingFormState = UseFormReturnType<MeetingFormValues, MeetingFormValues, Checks>;
type Checks = FormRulesRecord<MeetingFormValues>;

type MeetingFormProps = {
  readonly initial: MeetingFormValues;
  readonly submitLabel: string;
  readonly failure: unknown;
  readonly running: boolean;
  readonly onPlan: (plan: Plan) => Promise<void>;
  readonly onCancel: () => void;
};

/** Date and time in the convention's time zone, place, agenda, expected people. */
export function MeetingForm({ initial, submitLabel, failure, running, onPlan, onCancel }: MeetingFormProps) {
  const { t } = useTranslation(['meetings', 'common']);
  const { state } = useConvention().view;
  const form = useForm({ initialValues: initial, validate: useChecks() });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(async (values) => {
        const plan = planOf(values, state);
        if (plan) await onPlan(plan);
      })}
    >
      <Stack gap="md">
        <TextInput
          type="datetime-local"
          label={t('plan.when')}
          description={t('plan.when-zone', { zone: state.timeZone })}
          required
          maw={320}
          data-autofocus
          {...form.getInputProps('when')}
        />
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
        <Textarea
          label={t('plan.agenda')}
          description={t('plan.agenda-why')}
          autosize
          minRows={3}
          maxRows={16}
          maxLength={100_000}
          {...form.getInputProps('agenda')}
        />
        <ExpectedChoice
          chosen={form.values.expected}
          onChange={(expected) => form.setFieldValue('expected', expected)}
        />
        <FailureNote error={failure} />
        <Group>
          <Button type="submit" loading={running}>
            {submitLabel}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function OnSite({ form }: { readonly form: MeetingFormState }) {
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
  const { state } = useConvention().view;
  return {
    when: (when: string, values: MeetingFormValues) => {
      if (when === '') return t('plan.when-missing');
      return planOf(values, state) ? null : t('plan.when-never');
    },
    link: (link: string, { place }: MeetingFormValues) =>
      place === 'on-site' || link.trim() === '' || isLinkAllowed(link) ? null : t('plan.link-wrong'),
    address: (address: string, { place }: MeetingFormValues) =>
      place === 'on-site' && address.trim() === '' ? t('plan.address-missing') : null,
  };
}
