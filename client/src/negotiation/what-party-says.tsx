import type { Party } from '@entente/shared/negotiation/state';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/use-formats.ts';

type WhatPartySaysProps = { readonly party: Party };

/** What a party is, whether it wants to carry the project (NEG-4), and its deliberation when it is a public body (SIG-1). */
export function WhatPartySays({ party }: WhatPartySaysProps) {
  const { t } = useTranslation(['negotiation', 'common']);
  const formats = useFormats();
  const { kind, wantsLead, deliberation } = party;
  return (
    <Text size="sm">
      {t(`common:organisation-kind.${kind}`)}
      {' · '}
      {t(wantsLead === null ? 'lead.unsaid' : wantsLead ? 'lead.wanted' : 'lead.unwanted')}
      {kind === 'public-body' && !deliberation ? ` · ${t('deliberation.none')}` : null}
      {deliberation
        ? ` · ${t('deliberation.said', {
            number: deliberation.number,
            date: formats.day(deliberation.date),
            enforceableOn: formats.day(deliberation.enforceableOn),
          })}`
        : null}
    </Text>
  );
}
