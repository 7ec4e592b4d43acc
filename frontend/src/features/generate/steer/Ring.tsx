import { percent } from '@/shared/format';
import styles from './Ring.module.css';

const AROUND = 2 * Math.PI * 18;

/** A share as an arc around its number, in the colour of the discriminator. Decoration beside a sentence. */
export function Ring({ share }: { share: number }) {
  const held = Math.min(Math.max(share, 0), 1);
  return (
    <span className={styles.ring} aria-hidden="true">
      <svg viewBox="0 0 44 44">
        <circle cx="22" cy="22" r="18" className={styles.ground} />
        <circle cx="22" cy="22" r="18" className={styles.arc} strokeDasharray={`${held * AROUND} ${AROUND}`} />
      </svg>
      <span className="num">{percent(share, 0)}</span>
    </span>
  );
}
