import { type AgreedPart, meetingOfMinutes, readPart } from '@entente/shared/sections/parts';
import type { UpdateRefused } from '@entente/shared/wire/messages';
import { CloseButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConvention } from './convention-context.ts';
import classes from './refusal-notice.module.css';
import { useSectionTitle } from './section-title.ts';

type RefusalNoticeProps = { readonly refusal: UpdateRefused; readonly onRead: () => void };

/** Says that words were not accepted, why and where, and that nothing of them is lost; wherever the page is scrolled. */
export function RefusalNotice({ refusal, onRead }: RefusalNoticeProps) {
  const { t } = useTranslation(['convention', 'common']);
  const titleOf = useSectionTitle();
  const part = readPart(refusal.section ?? '');
  const meeting = part && meetingOfMinutes(part);
  const section = part && !meeting ? (part as AgreedPart) : undefined;
  const { view } = useConvention();
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div className={classes.words}>
        <p className={classes.title}>
          {section
            ? t('convention:refused.title-in', { section: titleOf(section).title })
            : t('convention:refused.title')}
        </p>
        <p>
          {`${t(`convention:refused.why.${refusal.code}`)} ${t('convention:refused.kept')}`}
          {meeting === undefined ? null : (
            <>
              {' '}
              <Link to={`/conventions/${view.state.id}/meetings/${meeting}`}>{t('convention:refused.to-meeting')}</Link>
            </>
          )}
        </p>
      </div>
      <CloseButton aria-label={t('common:close')} onClick={onRead} className={classes.close ?? ''} />
    </div>
  );
}
