import type { MeetingPlace as Place } from '@entente/shared/negotiation/state';
import { isLinkAllowed } from '@entente/shared/text/schema';
import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOrganisationName, useWords } from '../convention/names.ts';

type MeetingPlaceProps = { readonly place: Place };

/** Where a meeting is held, in one line; what somebody typed becomes a link only with an address that a link may have. */
export function MeetingPlace({ place }: MeetingPlaceProps) {
  const { t } = useTranslation('meetings');
  const words = useWords();
  const name = useOrganisationName();
  if (place.kind === 'on-site') {
    const address = words(place.address);
    return <>{place.host === null ? address : t('place.on-site-at', { address, host: name(place.host) })}</>;
  }
  const link = words(place.link);
  if (link === '') return <>{t('place.remote-no-link')}</>;
  if (!isLinkAllowed(link)) return <>{`${t('place.remote')} – ${link}`}</>;
  return (
    <>
      {`${t('place.remote')} – `}
      <Anchor href={link} target="_blank" rel="noopener noreferrer" underline="always" inherit>
        {t('place.link')}
      </Anchor>
    </>
  );
}
