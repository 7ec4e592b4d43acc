/** A change of a data set in words: "12 pictures are now “cat”". */
import type { TFunction } from 'i18next';
import type { ChangeOut } from '@/api';
import { visible } from '@/shared/characters';
import { listing, number, percent } from '@/shared/format';

const KNOWN = ['created', 'import', 'append', 'relabel', 'leave_out', 'move', 'divide', 'rename_class', 'merge_classes', 'add_class', 'back_to'] as const;

export function changeWords(t: TFunction<'own'>, told: ChangeOut): string {
  const facts = told as Record<string, unknown>;
  if (told.change === 'several' && Array.isArray(facts.changes)) {
    return listing((facts.changes as ChangeOut[]).map((one) => changeWords(t, one)));
  }
  const kind = KNOWN.find((one) => one === told.change);
  if (!kind) return told.change;
  const name = (value: unknown) => visible(String(value ?? ''));
  const count = typeof facts.count === 'number' ? facts.count : 0;
  const key = kind === 'move' ? (facts.to === 'test' ? 'toTest' : 'toTrain') : kind;
  return t(`change.${key}`, {
    count,
    number: number(typeof facts.number === 'number' ? facts.number : count),
    label: name(facts.label),
    name: name(facts.name),
    to: name(facts.to),
    into: name(facts.into),
    share: percent(typeof facts.share === 'number' ? facts.share : 0, 0),
  });
}
