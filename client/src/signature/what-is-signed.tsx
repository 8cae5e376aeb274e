import type { Frozen } from '@entente/shared/negotiation/state';
import { delegationOf, deliberationOf } from '@entente/shared/signing/make-statement';
import { Code, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { usePersonName } from '../convention/names.ts';
import { useFormats } from '../i18n/use-formats.ts';
import { Facts } from '../layout/facts.tsx';
import { OrganisationName } from '../negotiation/organisation-name.tsx';
import { DigestLine } from '../versions/digest-line.tsx';

type WhatIsSignedProps = { readonly state: Frozen };

/** All that the statement will say: for whom, by whom, in what capacity, on which text, after which entry of the journal (SIG-2). */
export function WhatIsSigned({ state }: WhatIsSignedProps) {
  const { t } = useTranslation('signature');
  const { me, version, hash } = useConvention().view;
  const name = usePersonName();
  const formats = useFormats();
  const party = state.parties.find(({ organisation }) => organisation === me.organisation);
  const delegation = party && me.rank !== 'director' ? delegationOf(party, me.person) : null;
  const deliberation = party ? deliberationOf(party) : null;
  return (
    <>
      <Facts weighty>
        <dt>{t('sign.party')}</dt>
        <dd>
          <OrganisationName organisation={me.organisation} />
        </dd>
        <dt>{t('sign.signatory')}</dt>
        <dd>{name(me.person)}</dd>
        <dt>{t('sign.capacity')}</dt>
        <dd>
          {delegation
            ? t('sign.delegate-of', { by: name(delegation.by), time: formats.day(delegation.at, state.timeZone) })
            : t('sign.director')}
        </dd>
        {deliberation ? (
          <>
            <dt>{t('sign.deliberation')}</dt>
            <dd>
              {t('sign.deliberation-said', {
                number: deliberation.number,
                date: formats.day(deliberation.date),
                enforceableOn: formats.day(deliberation.enforceableOn),
              })}
            </dd>
          </>
        ) : null}
      </Facts>
      <Stack gap={2}>
        <DigestLine digest={state.text.digest} />
        <Text size="sm" c="var(--ink-quiet)">
          {t('digest.why')}
        </Text>
      </Stack>
      <Text size="sm" c="var(--ink-quiet)">
        {t('journal', { version })} <Code style={{ color: 'var(--ink)' }}>{hash.slice(0, 16)}…</Code>
      </Text>
    </>
  );
}
