import { sectionIds } from '@entente/shared/sections/sections';
import type { UpdateRefused } from '@entente/shared/wire/messages';
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './refusal-notice.module.css';

type RefusalNoticeProps = { readonly refusal: UpdateRefused; readonly onRead: () => void };

/** Says that words were not accepted, why and where, and that nothing of them is lost. */
export function RefusalNotice({ refusal, onRead }: RefusalNoticeProps) {
  const { t } = useTranslation(['convention', 'sections', 'common']);
  const section = sectionIds.find((id) => id === refusal.section);
  return (
    <div className={classes.notice}>
      <Alert
        role="alert"
        color="orange"
        icon={<IconAlertTriangle aria-hidden />}
        title={
          section
            ? t('convention:refused.title-in', { section: t(`sections:${section}`) })
            : t('convention:refused.title')
        }
        withCloseButton
        closeButtonLabel={t('common:close')}
        onClose={onRead}
      >
        {t(`convention:refused.why.${refusal.code}`)} {t('convention:refused.kept')}
      </Alert>
    </div>
  );
}
