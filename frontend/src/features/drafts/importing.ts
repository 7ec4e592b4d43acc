/** Recipes that come from outside: a file that was picked or dropped, or JSON text from the clipboard. */
import { read } from '@/api';
import type { Recipe } from '@/shared/recipe';

/** The recipe in a recipe file or a model file, in the current version. Throws `ProblemsError`. */
export async function readRecipe(source: Blob | string): Promise<Recipe> {
  const body = typeof source === 'string' ? new Blob([source], { type: 'application/json' }) : source;
  const { recipe } = await read({ body });
  return recipe as unknown as Recipe;
}

/** Whether a text from the clipboard is meant as a recipe. */
export function looksLikeRecipe(text: string): boolean {
  return /^\s*\{[\s\S]*"(model|generator)"\s*:\s*\{[\s\S]*\}\s*$/.test(text);
}

/** `First network` as a file name: `first-network.json`. */
export function fileName(name: string, ending: string): string {
  const safe = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${safe.slice(0, 60) || 'recipe'}.${ending}`;
}

/** Hand a text to the browser as a file. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
