import { organisationKinds } from '@entente/shared/http/views';
import { Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { nextPath } from '../account/next-path.ts';
import { api, query } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { FormEnd } from '../layout/form-end.tsx';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';

/** Whoever creates an organisation is its director. */
export function NewOrganisationPage() {
  const { t } = useTranslation(['organisations', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const { failure, attempt } = useAttempt();
  const form = useForm<{ name: string; kind: (typeof organisationKinds)[number] }>({
    initialValues: { name: '', kind: 'association' },
    validate: { name: (name) => (name.trim() ? null : t('new.name-missing')) },
  });
  const create = form.onSubmit(async ({ name, kind }) => {
    await attempt(async () => {
      const { id } = await api.organisations.create({ name: name.trim(), kind });
      await queries.invalidateQueries({ queryKey: query.me.key() });
      await navigate(search.has('next') ? nextPath(search) : `/organisations/${id}`);
    });
  });
  return (
    <Page title={t('new.title')} intro={t('new.intro')} size="sm">
      <Panel title={t('new.which')}>
        <form onSubmit={create} noValidate>
          <Stack gap="md" align="flex-start">
            <TextInput
              label={t('name')}
              required
              w="100%"
              autoComplete="organization"
              {...form.getInputProps('name')}
            />
            <Radio.Group label={t('kind')} {...form.getInputProps('kind')}>
              <Stack gap="xs" mt="xs">
                {organisationKinds.map((kind) => (
                  <Radio key={kind} value={kind} label={t(`common:organisation-kind.${kind}`)} />
                ))}
              </Stack>
            </Radio.Group>
            <FormEnd failure={failure} isSending={form.submitting}>
              {t('new.submit')}
            </FormEnd>
          </Stack>
        </form>
      </Panel>
    </Page>
  );
}
