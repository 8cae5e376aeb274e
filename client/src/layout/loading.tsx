import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** While a page's first answer is awaited. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <Center component="main" id="content" mih="50vh">
      <Loader aria-label={t('loading')} />
    </Center>
  );
}
