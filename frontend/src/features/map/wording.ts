/** What is said of an example of a map. */
import type { TFunction } from 'i18next';
import type { MapOut } from '@/api';
import { visible } from '@/shared/characters';
import { listing, number, percent } from '@/shared/format';
import { counted } from './choosing';

type Answers = Pick<MapOut, 'class_names' | 'label' | 'predicted' | 'sure' | 'row'>;

const nameOf = ({ class_names: names }: Pick<MapOut, 'class_names'>, label = 0) => visible(names[label] ?? String(label));

/** "4, taken for 9 (63 %)" */
export function answerWords(t: TFunction<'map'>, map: Answers, point: number): string {
  const [label, predicted] = [map.label[point], map.predicted[point]];
  const words = { label: nameOf(map, label), answer: nameOf(map, predicted), sure: percent(map.sure[point], 0) };
  return t(label === predicted ? 'point.right' : 'point.wrong', words);
}

/** "Example 123: 4, taken for 9 (63 %)" */
export function pointWords(t: TFunction<'map'>, map: Answers, point: number): string {
  return t('point.said', { row: number(map.row[point]), answer: answerWords(t, map, point) });
}

/** "27 × 4 and 4 × 9" */
export function countWords(map: Pick<MapOut, 'class_names' | 'label'>, points: Iterable<number>): string {
  return listing(counted(points, map.label).map(({ label, count }) => `${number(count)} × ${nameOf(map, label)}`));
}
