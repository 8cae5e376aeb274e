import { type Language, languages } from '@entente/shared/language';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/i18n.ts';

type LanguageSwitchProps = { readonly onChosen?: (language: Language) => void };

/** Both languages by their own name, the current one pressed. */
export function LanguageSwitch({ onChosen }: LanguageSwitchProps) {
  const { t, i18n } = useTranslation();
  return (
    <Group gap="xs" role="group" aria-label={t('language')}>
      {languages.map((language) => (
        <Button
          key={language}
          size="compact-sm"
          variant={i18n.language === language ? 'light' : 'subtle'}
          aria-pressed={i18n.language === language}
          lang={language}
          onClick={() => {
            void chooseLanguage(language);
            onChosen?.(language);
          }}
        >
          {t(`language-${language}`)}
        </Button>
      ))}
    </Group>
  );
}
