import type { Changes } from '@entente/shared/http/changes';
import type { Version } from '@entente/shared/negotiation/state';
import { Loader, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useOrganisationName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Failure } from '../layout/failure.tsx';
import { Page } from '../layout/page.tsx';
import { useMeetingTitle } from '../meetings/meeting-title.ts';
import { useVersionTitle } from '../versions/use-version-title.ts';
import { ChangedPartBlock } from './changed-part.tsx';
import { FactsSince } from './facts-since.tsx';
import classes from './since.module.css';
import { useChanges } from './use-changes.ts';
import { WhoChanged } from './who-changed.tsx';

/** NEG-8: what changed since the last meeting, or since any text that was kept, by section, author and organisation. */
export function SincePage() {
  const { t } = useTranslation('overview');
  const { versions } = useConvention().view.state;
  const last = versions.findLast(({ cause }) => cause === 'meeting');
  const [chosen, setChosen] = useState<string | undefined>();
  const since = chosen ?? last?.id ?? '';
  const version = versions.find(({ id }) => id === since);
  const changes = useChanges(version?.id);
  if (changes.error) return <Failure error={changes.error} retry={() => void changes.refetch()} />;
  return (
    <Page title={t('since.title')} intro={t('since.intro')} size="lg">
      <CompareWith since={since} last={last} onChoose={setChosen} />
      {last ? null : <Text>{t('since.no-meeting')}</Text>}
      {changes.data ? <WhatChanged changes={changes.data} /> : <Loader aria-label={t('since.loading')} />}
      <FactsSince after={version?.at} />
    </Page>
  );
}

type CompareProps = {
  readonly since: string;
  readonly last: Version | undefined;
  readonly onChoose: (version: string) => void;
};

function CompareWith({ since, last, onChoose }: CompareProps) {
  const { t } = useTranslation('overview');
  const { versions, meetings, timeZone } = useConvention().view.state;
  const formats = useFormats();
  const titleOf = useVersionTitle();
  const meetingTitle = useMeetingTitle();
  const labelOf = (version: Version) => {
    const { title } = titleOf(version);
    const meeting = meetings.find((one) => one.status === 'closed' && one.closedAt === version.at);
    if (version !== last || !meeting) return t('since.version', { title, time: formats.time(version.at, timeZone) });
    return t('since.last-meeting', { title: meetingTitle(meeting), day: formats.day(version.at, timeZone) });
  };
  return (
    <NativeSelect
      label={t('since.compare')}
      className={classes.compare ?? ''}
      value={since}
      data={[
        ...versions.toReversed().map((version) => ({ value: version.id, label: labelOf(version) })),
        { value: '', label: t('since.beginning') },
      ]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}

function WhatChanged({ changes: { parts } }: { readonly changes: Changes }) {
  const { t } = useTranslation('overview');
  const { state } = useConvention().view;
  const name = useOrganisationName();
  const [whose, setWhose] = useState('');
  const [whole, setWhole] = useState(false);
  if (parts.length === 0) return <Text>{t('since.nothing')}</Text>;
  const shown = parts.filter(({ authors }) => whose === '' || authors.some((one) => one.organisation === whose));
  const organisations = [...new Set(parts.flatMap(({ authors }) => authors.map(({ organisation }) => organisation)))];
  const offered = new Set([...state.parties.map(({ organisation }) => organisation), ...organisations]);
  return (
    <>
      <WhoChanged parts={parts} />
      <div className={classes.choices}>
        <NativeSelect
          label={t('since.whose')}
          value={whose}
          data={[
            { value: '', label: t('since.everybody') },
            ...[...offered].map((one) => ({ value: one, label: name(one) })),
          ]}
          onChange={(event) => setWhose(event.currentTarget.value)}
        />
        <Switch label={t('since.whole')} checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
      </div>
      <Text size="sm" c="var(--ink-quiet)">
        {t('since.legend')}
      </Text>
      {shown.length === 0 ? <Text>{t('since.nothing-of', { organisation: name(whose) })}</Text> : null}
      <Stack gap="md">
        {shown.map((part) => (
          <ChangedPartBlock key={part.part} changed={part} whose={whose} whole={whole} />
        ))}
      </Stack>
    </>
  );
}
