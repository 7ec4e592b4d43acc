/** Drafts that save themselves, versions that never change, and recipes that come and go as files and links. */
export { ConflictBanner } from './ConflictBanner';
export { DraftMenu } from './DraftMenu';
export { DropRecipe } from './DropRecipe';
export { ExportMenu } from './ExportMenu';
export { openRecipe } from './opening';
export { SavedNote } from './SavedNote';
export { SaveVersion } from './SaveVersion';
export { SharedRecipe } from './SharedRecipe';
export { useAutosave } from './useAutosave';
export { useDrafts } from './useDrafts';
