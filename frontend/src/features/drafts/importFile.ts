/** Opens what comes from outside as a new draft, and says so. */
import i18next from 'i18next';
import { toast } from '@/shared/toast';
import { readRecipe } from './importing';
import { openRecipe } from './opening';
import { saver } from './shelf';

/** A file that was picked or dropped, or JSON text. Throws `ProblemsError` when it holds no recipe. */
export async function importFile(source: Blob | string): Promise<void> {
  const recipe = await readRecipe(source);
  await saver.flush().catch(() => undefined); // what is open stays a draft of its own
  toast(i18next.t('drafts:imported', { name: openRecipe(recipe, i18next.t('drafts:untitled')) }));
}
