/** The words of one lesson, fetched when it is opened: English, which fills the gaps, and the language that is shown. */
import { bring, type Language } from '@/shared/language';

const files = import.meta.glob<Record<string, unknown>>('./lessons/*/*.json', { import: 'default' });

/** The namespace of a lesson's words. */
export function wordsOf(lesson: string): string {
  return `lesson-${lesson}`;
}

export async function bringLesson(lesson: string, language: Language): Promise<true> {
  await Promise.all(
    [...new Set<Language>(['en', language])].map(async (one) => {
      const texts = await files[`./lessons/${one}/${lesson}.json`]?.();
      if (texts) bring(one, wordsOf(lesson), texts);
    }),
  );
  return true;
}
