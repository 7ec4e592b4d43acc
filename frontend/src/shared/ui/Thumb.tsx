import styles from './Thumb.module.css';

interface Props {
  dataset: string;
  split: 'train' | 'test';
  row: number;
  /** Those with which it comes on one sheet, so that many are one request. */
  sheet?: readonly number[];
  className?: string;
}

/** A small picture of a data set's example, as wide as its place. Decoration beside its words. */
export function Thumb({ dataset, split, row, sheet = [row], className }: Props) {
  const query = new URLSearchParams([['split', split], ['columns', '1'], ...sheet.map((one) => ['rows', String(one)])]);
  const place = sheet.indexOf(row);
  const style = {
    backgroundImage: `url("/api/datasets/${encodeURIComponent(dataset)}/pictures?${query}")`,
    backgroundSize: `100% ${100 * sheet.length}%`,
    backgroundPosition: `0 ${sheet.length > 1 ? (100 * place) / (sheet.length - 1) : 0}%`,
  };
  return <span className={[styles.thumb, className].filter(Boolean).join(' ')} style={style} aria-hidden="true" />;
}
