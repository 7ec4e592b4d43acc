/** The three languages say the same things: same keys, right plural forms, same values filled in, nothing empty. */
import { describe, expect, it } from 'vitest';

type Texts = { [key: string]: string | Texts };

const found = import.meta.glob<Texts>(['./*/*.json', './lessons/*/*.json'], { eager: true, import: 'default' });
/** By "language/namespace"; those of lessons are told apart by their folder. */
const files = Object.fromEntries(
  Object.entries(found).map(([path, texts]) => [path.replace(/^\.\/(lessons\/)?(\w+)\//, (_, lessons, language) => `${language}/${lessons ?? ''}`), texts]),
);
const LANGUAGES = ['en', 'ja', 'ru'];
const PLURAL = /_(zero|one|two|few|many|other)$/;

const namespaces = [...new Set(Object.keys(files).map((name) => name.slice(3)))];

function flat(texts: Texts, before = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(texts).map(([key, value]) =>
      typeof value === 'string' ? { [before + key]: value } : flat(value, `${before}${key}.`),
    ),
  );
}

function entries(language: string, namespace: string): Record<string, string> {
  return flat(files[`${language}/${namespace}`] ?? {});
}

/** The keys that a language needs for those of English: plurals in its own forms. */
function wantedKeys(language: string, english: string[]): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = english.flatMap((key) =>
    PLURAL.test(key) ? forms.map((form) => key.replace(PLURAL, `_${form}`)) : [key],
  );
  return [...new Set(keys)].sort();
}

function filledIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{\s*(\w+)/g), (match) => match[1] ?? ''))].sort();
}

/** What the server says in English already; the other languages have words for what English leaves to it. */
const TOLD_BY_SERVER = 'problems.json';

describe.each(namespaces)('%s', (namespace) => {
  const told = namespace === TOLD_BY_SERVER;
  const english = { ...(told ? entries('ja', namespace) : {}), ...entries('en', namespace) };

  it.each(LANGUAGES.filter((language) => language !== 'en' || !told))('has every key in %s, and no other', (language) => {
    expect(Object.keys(entries(language, namespace)).sort()).toEqual(wantedKeys(language, Object.keys(english)));
  });

  it.each(LANGUAGES)('has no empty text in %s', (language) => {
    const empty = Object.entries(entries(language, namespace)).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it.each(['ja', 'ru'])('fills the same values into %s', (language) => {
    for (const [key, text] of Object.entries(entries(language, namespace))) {
      const model = english[key] ?? english[key.replace(PLURAL, '_other')] ?? '';
      const counted = PLURAL.test(key); // "one picture" may leave the number out
      const [own, wanted] = [filledIn(text), filledIn(model)].map((all) => all.filter((name) => !counted || name !== 'count'));
      expect(own, key).toEqual(wanted);
    }
  });
});
