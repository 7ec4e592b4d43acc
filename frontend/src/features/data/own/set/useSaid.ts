/** A picture in words: what it is called here, what it is for, and what a model takes it for. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { visible } from '@/shared/characters';
import { number, percent } from '@/shared/format';
import type { Rows } from '../asking';

const PURPOSES = ['train', 'test', 'left_out'] as const;

/** "Picture 12: “cat”, for training; the model says “dog” (93 %)" */
export function pictureWords(t: TFunction<'own'>, { classes }: Pick<OwnOut, 'classes'>, rows: Rows, at: number): string {
  const name = (label: number | undefined) => visible(classes[label ?? -1]?.name ?? '–');
  const guess = rows.guess?.[at];
  const words = t('field.picture', {
    row: number((rows.row[at] ?? 0) + 1),
    label: name(rows.label[at]),
    purpose: t(`purpose.${PURPOSES[rows.split[at] ?? 0] ?? 'train'}`),
  });
  return guess === undefined ? words : t('field.guessed', { words, guess: name(guess), sure: percent(rows.sure?.[at], 0) });
}

/** What a screen reader says of the picture that the keys are at. */
export function useSaid(own: Pick<OwnOut, 'classes'>, rows: Rows, at: number | null, chosen: ReadonlySet<number>): string {
  const { t } = useTranslation('own');
  if (at === null || at >= rows.row.length) return '';
  const words = pictureWords(t, own, rows, at);
  return chosen.has(rows.row[at] ?? -1) ? t('field.isChosen', { words }) : words;
}
