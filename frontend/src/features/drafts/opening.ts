/** Bringing a draft to the workbench: the last one, one of the list, or a recipe that becomes a new one. */
import i18next from 'i18next';
import { deleteDocument, type DocumentOut, getDocument, listDocuments, restoreDocument } from '@/api';
import { ProblemsError } from '@/shared/problems';
import type { Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { contentOf } from './saver';

const LAST = 'netsumiki.draft'; // of this tab: two tabs may have two drafts open

/** Open what this tab had open, else the latest draft; false when there is none. */
export async function openLast(): Promise<boolean> {
  const { opening } = useWorkbench.getState();
  const drafts = await listDocuments();
  const wanted = sessionStorage.getItem(LAST);
  const id = drafts.find((draft) => draft.id === wanted)?.id ?? drafts[0]?.id;
  if (id === undefined) return false;
  try {
    const document = await getDocument({ path: { id } });
    if (useWorkbench.getState().opening === opening) show(document); // else something was opened meanwhile
  } catch (error) {
    if (error instanceof ProblemsError && error.status === 404) return false; // deleted in this very moment
    throw error;
  }
  return true;
}

export async function openDraft(id: string): Promise<void> {
  show(await getDocument({ path: { id } }));
}

/** A recipe from a file, a link or the clipboard becomes a draft of its own. */
export function openRecipe(recipe: Recipe, untitled: string): string {
  const name = titleOf(recipe) || recipe.name?.trim() || untitled;
  useWorkbench.getState().openDocument({ id: null, revision: 0, name, recipe, positions: {} });
  return name;
}

/** Its title; in the current language where it is still that of a template, as with bundled models. */
function titleOf({ name, title }: Recipe): string | undefined {
  const key = `registry:templates.${name}.title`;
  const known = i18next.t(key, { lng: 'en', defaultValue: '' });
  return known && title === known ? i18next.t(key) : title?.trim();
}

/** Go on with a copy; the draft it was made of stays as it is. */
export function duplicate(name: string): void {
  const { recipe, positions, openDocument } = useWorkbench.getState();
  if (recipe) openDocument({ id: null, revision: 0, name, recipe, positions });
}

/** Put a draft away; if it is the open one, the latest of the others takes its place. Gives what brings it back. */
export async function putAway(id: string): Promise<() => Promise<void>> {
  await deleteDocument({ path: { id } });
  const wasOpen = useWorkbench.getState().documentId === id;
  if (wasOpen && !(await openLast())) clearBench();
  return async () => {
    const back = await restoreDocument({ path: { id } });
    if (wasOpen) show(back);
  };
}

/** Remember for this tab which draft is open. */
export function rememberDraft(id: string): void {
  sessionStorage.setItem(LAST, id);
}

function show(document: DocumentOut): void {
  const { id, revision } = document;
  useWorkbench.getState().openDocument({ id, revision, ...contentOf(document) });
}

function clearBench(): void {
  const { opening } = useWorkbench.getState();
  useWorkbench.setState({ documentId: null, opening: opening + 1, recipe: null, positions: {}, name: '', selection: [] });
  useWorkbench.temporal.getState().clear();
}
