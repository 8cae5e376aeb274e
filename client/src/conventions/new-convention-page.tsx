import type { Me } from '@entente/shared/http/views';
import { type Language, languageOf } from '@entente/shared/language';
import type { ImportProposal } from '@entente/shared/sections/import-proposal';
import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEventHandler, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { FormEnd } from '../layout/form-end.tsx';
import { Loading } from '../layout/loading.tsx';
import { Page } from '../layout/page.tsx';
import { Panel } from '../layout/panel.tsx';
import { useMe } from '../session/me.ts';
import { ImportFile } from './import-file.tsx';
import { type ImportedText, ImportReview } from './import-review.tsx';

type Start = 'import' | 'template' | 'empty';
type Values = { title: string; organisation: string; language: Language };

/** Opens a convention: from a Word file whose match to the sections is shown first, from a template, or empty. */
export function NewConventionPage() {
  const { t, i18n } = useTranslation(['conventions', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const me = useMe();
  const able = me?.memberships.filter(({ rank }) => rank !== 'practitioner') ?? [];
  const [start, setStart] = useState<Start>('import');
  const [proposal, setProposal] = useState<ImportProposal>();
  const [text, setText] = useState<ImportedText>();
  const { failure, attempt } = useAttempt();
  const form = useForm<Values>({
    initialValues: { title: '', organisation: '', language: languageOf(i18n.language) },
    validate: { title: (title) => (title.trim() ? null : t('title-missing')) },
  });
  if (!me) return <Loading />;

  const open = form.onSubmit(async ({ title, organisation, language }) => {
    await attempt(async () => {
      const { id } = await api.conventions.open({
        organisation: organisation || (able[0]?.organisation.id ?? ''),
        title: title.trim(),
        language,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        start: start === 'import' ? { kind: 'import', sections: text ?? {} } : { kind: start },
      });
      await queries.invalidateQueries();
      await navigate(`/conventions/${id}`);
    });
  });

  return (
    <Page title={t('new.title')} intro={t('new.intro')} size="lg">
      <Panel title={t('start.title')}>
        <Radio.Group aria-label={t('start.title')} value={start} onChange={(value) => setStart(value as Start)}>
          <Stack gap="sm">
            {(['import', 'template', 'empty'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`start.${one}`)} description={t(`start.${one}-why`)} />
            ))}
          </Stack>
        </Radio.Group>
        {start === 'import' ? (
          <ImportFile
            onProposal={(read) => {
              setProposal(read);
              setText(undefined);
              if (read?.title && !form.values.title) form.setFieldValue('title', read.title.slice(0, 200));
            }}
          />
        ) : null}
      </Panel>
      {start === 'import' && proposal ? (
        <ImportReview key={proposal.parts.length} proposal={proposal} onText={setText} />
      ) : null}
      {start !== 'import' || proposal ? <Details form={form} able={able} failure={failure} onSubmit={open} /> : null}
    </Page>
  );
}

type DetailsProps = {
  readonly form: UseFormReturnType<Values>;
  /** Where I may open a convention. */
  readonly able: Me['memberships'];
  readonly failure: unknown;
  readonly onSubmit: FormEventHandler<HTMLFormElement>;
};

/** What a convention is called, whose it is, and in which language. */
function Details({ form, able, failure, onSubmit }: DetailsProps) {
  const { t } = useTranslation(['conventions', 'common']);
  return (
    <Panel title={t('details')}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md" align="flex-start">
          <TextInput label={t('convention-title')} required w="100%" maxLength={200} {...form.getInputProps('title')} />
          {able.length > 1 ? (
            <NativeSelect
              label={t('organisation')}
              data={able.map((one) => ({ value: one.organisation.id, label: one.organisation.name }))}
              {...form.getInputProps('organisation')}
            />
          ) : null}
          <NativeSelect
            label={t('text-language')}
            description={t('text-language-why')}
            data={[
              { value: 'fr', label: t('common:language-fr') },
              { value: 'en', label: t('common:language-en') },
            ]}
            {...form.getInputProps('language')}
          />
          <FormEnd failure={failure} isSending={form.submitting}>
            {t('new.submit')}
          </FormEnd>
        </Stack>
      </form>
    </Panel>
  );
}
