import type { Party } from '@entente/shared/negotiation/state';
import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { FailureNote } from '../layout/failure-note.tsx';
import { LockedButton } from './locked-button.tsx';
import { useCommand } from './use-command.ts';

/** A public body signs after its assembly has deliberated: number, date, and from when it can be enforced (SIG-1). */
export function DeliberationForm({ party }: { readonly party: Party }) {
  const { t } = useTranslation('negotiation');
  const { whyNot } = useConvention();
  const command = useCommand();
  const { number = '', date = '', enforceableOn = '' } = party.deliberation ?? {};
  const missing = (value: string) => (value.trim() ? null : t('deliberation.missing'));
  const form = useForm({
    initialValues: { number, date, enforceableOn },
    validate: { number: missing, date: missing, enforceableOn: missing },
  });
  const said = { type: 'recordDeliberation', ...form.values } as const;
  const record = form.onSubmit(async (values) => {
    await command.run({ type: 'recordDeliberation', ...values });
  });
  return (
    <form onSubmit={record} noValidate>
      <Stack gap="xs">
        <Text fw={600}>{t('deliberation.title')}</Text>
        <Text size="sm" c="var(--ink-quiet)">
          {t('deliberation.why')}
        </Text>
        <Group align="flex-start" gap="sm">
          <TextInput label={t('deliberation.number')} required {...form.getInputProps('number')} />
          <TextInput type="date" label={t('deliberation.date')} required {...form.getInputProps('date')} />
          <TextInput
            type="date"
            label={t('deliberation.enforceable-on')}
            required
            {...form.getInputProps('enforceableOn')}
          />
        </Group>
        <FailureNote error={command.failure} />
        <div>
          <LockedButton
            refusal={isComplete(form.values) ? whyNot(said) : undefined}
            loading={command.running}
            onClick={() => record()}
          >
            {t('deliberation.record')}
          </LockedButton>
        </div>
      </Stack>
    </form>
  );
}

function isComplete(values: Readonly<Record<string, string>>): boolean {
  return Object.values(values).every((value) => value.trim() !== '');
}
