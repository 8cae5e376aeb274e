import type { Version } from '@entente/shared/negotiation/state';
import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { HeadingLink } from '../layout/heading-link.tsx';
import { Page } from '../layout/page.tsx';
import { KeepVersion } from './keep-version.tsx';
import { useVersionTitle } from './use-version-title.ts';
import classes from './versions-page.module.css';

/** The texts kept at meetings' close, at approval and by hand, the latest first. */
export function VersionsPage() {
  const { t } = useTranslation('versions');
  const { versions } = useConvention().view.state;
  return (
    <Page title={t('page.title')} intro={t('page.intro')}>
      {versions.length === 0 ? (
        <Text c="var(--ink-quiet)">{t('none')}</Text>
      ) : (
        <ol className={classes.versions} reversed>
          {versions.toReversed().map((version) => (
            <VersionItem key={version.id} version={version} />
          ))}
        </ol>
      )}
      <KeepVersion />
    </Page>
  );
}

function VersionItem({ version }: { readonly version: Version }) {
  const { t } = useTranslation('versions');
  const { state } = useConvention().view;
  const formats = useFormats();
  const name = usePersonName();
  const { title, cause } = useVersionTitle()(version);
  return (
    <li className={classes.version}>
      <Stack gap={2}>
        <HeadingLink to={`/conventions/${state.id}/versions/${version.id}`}>{title}</HeadingLink>
        {title !== cause ? <Text size="sm">{cause}</Text> : null}
        <Text size="sm">{t('kept', { name: name(version.by), time: formats.time(version.at, state.timeZone) })}</Text>
        <Text size="sm" c="var(--ink-quiet)" ff="monospace">
          {t('digest', { digest: version.digest.slice(0, 16) })}
        </Text>
      </Stack>
    </li>
  );
}
