import type { MapOut } from '@/api';
import { ClassSign } from './ClassSign';
import styles from './Map.module.css';

interface Props {
  of: Pick<MapOut, 'dataset' | 'kind' | 'class_names'>;
  label: number;
  /** The example, and those with which it comes on one sheet, so that many are one request. */
  row: number;
  sheet?: readonly number[];
}

/** A small picture of an example; of one that is no picture, the sign of its class. Decoration beside its words. */
export function Thumb({ of, label, row, sheet = [row] }: Props) {
  if (of.kind !== 'pictures') return <ClassSign names={of.class_names} label={label} />;
  const query = new URLSearchParams([['split', 'train'], ['columns', '1'], ...sheet.map((one) => ['rows', String(one)])]);
  const place = sheet.indexOf(row);
  const style = {
    backgroundImage: `url("/api/datasets/${encodeURIComponent(of.dataset)}/pictures?${query}")`,
    backgroundSize: `100% ${100 * sheet.length}%`,
    backgroundPosition: `0 ${sheet.length > 1 ? (100 * place) / (sheet.length - 1) : 0}%`,
  };
  return <span className={styles.thumb} style={style} aria-hidden="true" />;
}
