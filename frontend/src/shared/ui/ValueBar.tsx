import styles from './ValueBar.module.css';

interface Props {
  /** 0 … 1. */
  value: number;
  /** Any CSS colour; the accent by default. */
  colour?: string;
}

/** A share as a bar. Decoration beside its number, which says it in text. */
export function ValueBar({ value, colour }: Props) {
  const share = Math.min(Math.max(value, 0), 1);
  return (
    <span className={styles.bar} aria-hidden="true">
      <span className={styles.fill} style={{ transform: `scaleX(${share})`, background: colour }} />
    </span>
  );
}
