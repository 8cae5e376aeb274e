import { Anchor, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { query } from '../api/api.ts';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Failure } from '../layout/failure.tsx';
import { Page } from '../layout/page.tsx';
import { DigestLine } from './digest-line.tsx';
import { useVersionTitle } from './use-version-title.ts';
import { WholeText } from './whole-text.tsx';

/** One kept text, in full, with the digest that names it. */
export function VersionPage() {
  const { t } = useTranslation(['versions', 'common']);
  const { version: id = '' } = useParams();
  const { state } = useConvention().view;
  const formats = useFormats();
  const name = usePersonName();
  const titleOf = useVersionTitle();
  const version = state.versions.find((one) => one.id === id);
  const text = useQuery({
    ...query.text.version.queryOptions({ input: { id: state.id, version: id } }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!version) return <Failure />;
  if (text.error) return <Failure error={text.error} retry={() => void text.refetch()} />;
  const { title } = titleOf(version);
  return (
    <Page
      title={title}
      intro={t('kept', { name: name(version.by), time: formats.time(version.at, state.timeZone) })}
      action={
        <Anchor component={Link} to={`/conventions/${state.id}/versions`} underline="always">
          {t('all')}
        </Anchor>
      }
    >
      <DigestLine digest={version.digest} />
      {text.data ? <WholeText text={text.data} label={title} /> : <Loader aria-label={t('common:loading')} />}
    </Page>
  );
}
