/** Languages of the studio: one JSON file per feature and language; English comes along, others when chosen. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = { en: 'English', ja: '日本語', ru: 'Русский' } as const;
export type Language = keyof typeof LANGUAGES;

type Texts = Record<string, unknown>;

const STORED = 'netsumiki.language';
// the words of pages that are seldom the first come with these, so that the first one is there sooner
const english = import.meta.glob<Texts>(['../locales/en/*.json', '!../locales/en/{data,generate,inside,inside-time,learn,map,mistakes,models,own,playground}.json'], {
  eager: true,
  import: 'default',
});
const late: Record<string, Texts> = {};
const others = { ja: () => import('../locales/ja'), ru: () => import('../locales/ru') };
const loaded = new Set<Language>();

/** The stored choice, else the first language of the browser that the studio speaks, else English. */
export function preferredLanguage(): Language {
  const wanted = [readStored(), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  return (wanted.find((tag) => tag !== undefined && tag in LANGUAGES) as Language | undefined) ?? 'en';
}

/** The language that is shown. */
export function currentLanguage(): Language {
  return (i18next.resolvedLanguage ?? 'en') as Language;
}

export async function startLanguage(language: Language = preferredLanguage()): Promise<void> {
  const texts = Object.fromEntries(Object.entries(english).map(([path, text]) => [namespaceOf(path), text]));
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    supportedLngs: Object.keys(LANGUAGES),
    resources: { en: { ...texts, ...late } },
    defaultNS: 'common',
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    react: { bindI18nStore: 'added' }, // texts that come later are shown when they are there
  });
  loaded.clear(); // it begins with the English texts alone
  await show(language);
}

/** Change the language and remember it. */
export async function chooseLanguage(language: Language): Promise<void> {
  await show(language);
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // a browser that stores nothing still shows the language until the page is closed
  }
}

/** English texts that a page brings along; those of the other languages come all together. */
export function bringEnglish(namespace: string, texts: Texts): void {
  late[namespace] = texts;
  if (i18next.isInitialized) i18next.addResourceBundle('en', namespace, texts);
}

/** Texts that only one page needs, in one language. */
export function bring(language: Language, namespace: string, texts: Texts): void {
  if (language === 'en') bringEnglish(namespace, texts);
  else i18next.addResourceBundle(language, namespace, texts);
}

async function show(language: Language): Promise<void> {
  if (language !== 'en' && !loaded.has(language)) {
    const { texts } = await others[language]();
    for (const [path, text] of Object.entries(texts)) i18next.addResourceBundle(language, namespaceOf(path), text);
    loaded.add(language);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

function namespaceOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
