import type { MapOut } from '@/api';
import { Thumb } from '@/shared/ui';
import { ClassSign } from './ClassSign';

interface Props {
  of: Pick<MapOut, 'dataset' | 'kind' | 'class_names'>;
  label: number;
  /** The example, and those with which it comes on one sheet. */
  row: number;
  sheet?: readonly number[];
}

/** A small picture of an example; of one that is no picture, the sign of its class. Decoration beside its words. */
export function Example({ of, label, row, sheet }: Props) {
  if (of.kind !== 'pictures') return <ClassSign names={of.class_names} label={label} />;
  return <Thumb dataset={of.dataset} split="train" row={row} sheet={sheet} />;
}
