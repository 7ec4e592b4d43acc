/** Models as the page shows them: those in training, one's own, and those that come along. */
import i18next from 'i18next';
import type { ModelOut } from '@/api';
import { currentLanguage } from '@/shared/language';

export interface Shelf {
  live: ModelOut[];
  own: ModelOut[];
  bundled: ModelOut[];
}

export function shelved(models: readonly ModelOut[]): Shelf {
  const best = [...models].sort((one, other) => (accuracyOf(other) ?? -1) - (accuracyOf(one) ?? -1));
  return {
    live: models.filter(({ live }) => live),
    own: models.filter(({ live, origin }) => !live && origin === 'run'),
    bundled: best.filter(({ live, origin }) => !live && origin === 'zoo'),
  };
}

/** On test examples where it was tested, else on those set aside for validation. */
export function accuracyOf({ test_accuracy: test, validation_accuracy: validation, agreement }: ModelOut): number | null {
  return test ?? validation ?? agreement;
}

/** The key of the words for what that number is. */
export function accuracyKey({ kind, test_accuracy: test }: ModelOut): string {
  if (kind === 'generator') return 'agreement';
  return test === null ? 'validationAccuracy' : 'testAccuracy';
}

/** Where a generator is steered. */
export function generateAddress({ id }: ModelOut): string {
  return `/generate?model=${encodeURIComponent(id).replace('%3A', ':')}`;
}

/** Where its layers are looked at. */
export function insideAddress({ id }: ModelOut): string {
  return `/inside?model=${encodeURIComponent(id).replace('%3A', ':')}`;
}

/** Where it is seen which examples it takes for alike. */
export function mapAddress({ id }: ModelOut): string {
  return `/map?model=${encodeURIComponent(id).replace('%3A', ':')}`;
}

/** Where its recipe is opened as a new draft. */
export function openAddress({ id }: ModelOut): string {
  return `/?open=${encodeURIComponent(id).replace('%3A', ':')}`;
}

/** The day on which it was made. */
export function day(moment: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium' }).format(new Date(moment));
}

/** What is said of its recipe, translated where that comes along with the studio. */
export function descriptionOf({ recipe_name: name, description }: Pick<ModelOut, 'recipe_name' | 'description'>): string {
  return description && i18next.t(`registry:templates.${name}.description`, { defaultValue: description });
}
