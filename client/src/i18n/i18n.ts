/**
 * French first, English complete. Catalogues are one file per thing a person sees, in `fr/` and `en/`, with the same keys;
 * `sections` are the titles of a convention's parts, which print and the verifier say as well.
 * Sentences are written with ordinary spaces: French typography (narrow no-break spaces) is applied when they are shown.
 */
import { type Language, languageOf, languages } from '@entente/shared/language';
import { partTitles } from '@entente/shared/sections/part-titles';
import { frenchTypography } from '@entente/shared/text/french-typography';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

type Catalogue = Record<string, unknown>;

const files = import.meta.glob<{ default: Catalogue }>('./{fr,en}/*.json', { eager: true });

function catalogues(language: Language): Record<string, Catalogue> {
  const own = Object.entries(files).filter(([path]) => path.startsWith(`./${language}/`));
  return {
    ...Object.fromEntries(own.map(([path, file]) => [path.slice(5, -5), file.default])),
    sections: partTitles[language],
  };
}

const storageKey = 'entente:language';

/** The reader's language: their choice on this device, else the browser's, else French. */
function preferredLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  if (kept === 'fr' || kept === 'en') return kept;
  return languageOf(navigator.language.toLowerCase().slice(0, 2));
}

/** Changes the page's language now and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use({
      type: 'postProcessor',
      name: 'typography',
      process: (value: string, ...[, , translator]: [unknown, unknown, { language: string }]) =>
        translator.language === 'fr' ? frenchTypography(value) : value,
    })
    .use(initReactI18next)
    .init({
      lng: preferredLanguage(),
      fallbackLng: false,
      supportedLngs: [...languages],
      ns: Object.keys(catalogues('fr')),
      defaultNS: 'common',
      resources: { fr: catalogues('fr'), en: catalogues('en') },
      postProcess: ['typography'],
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}
