import type { Version } from '@entente/shared/negotiation/state';
import { useTranslation } from 'react-i18next';
import { useConvention } from '../convention/convention-context.ts';
import { useWords } from '../convention/names.ts';
import { useMeetingTitle } from '../meetings/meeting-title.ts';

export type VersionTitle = {
  /** The label that somebody gave, else the cause. */
  readonly title: string;
  readonly cause: string;
};

/** How a kept text is called. One kept at a meeting's close names the meeting. */
export function useVersionTitle(): (version: Version) => VersionTitle {
  const { t } = useTranslation('versions');
  const { meetings } = useConvention().view.state;
  const meetingTitle = useMeetingTitle();
  const words = useWords();
  return (version) => {
    const meeting = meetings.find((one) => one.status === 'closed' && one.closedAt === version.at);
    const named = version.cause === 'meeting' && meeting ? ` – ${meetingTitle(meeting)}` : '';
    const cause = `${t(`cause.${version.cause}`)}${named}`;
    return { title: words(version.label) || cause, cause };
  };
}
