import type { NearOut } from '@/api';
import styles from './Mistakes.module.css';

interface Props {
  dataset: string;
  split: 'train' | 'test';
  row: number;
  /** Those with which it comes on one sheet, so that many are one request. */
  sheet?: readonly number[];
}

/** A small picture of an example. Decoration beside its words. */
export function Thumb({ dataset, split, row, sheet = [row] }: Props) {
  const query = new URLSearchParams([['split', split], ['columns', '1'], ...sheet.map((one) => ['rows', String(one)])]);
  const place = sheet.indexOf(row);
  const style = {
    backgroundImage: `url("/api/datasets/${encodeURIComponent(dataset)}/pictures?${query}")`,
    backgroundSize: `100% ${100 * sheet.length}%`,
    backgroundPosition: `0 ${sheet.length > 1 ? (100 * place) / (sheet.length - 1) : 0}%`,
  };
  return <span className={styles.thumb} style={style} aria-hidden="true" />;
}

/** What stands for an example that is no picture. */
export function inNumbers({ row, numbers }: Pick<NearOut, 'row' | 'numbers'>): string {
  return numbers ? `(${numbers.join(', ')})` : `#${row}`;
}
