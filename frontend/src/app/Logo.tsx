import styles from './Logo.module.css';

const BLOCKS = ['--core', '--conv', '--act', '--shape'];

/** Four building blocks and the name. */
export function Logo() {
  return (
    <span className={styles.logo}>
      <span className={styles.blocks} aria-hidden="true">
        {BLOCKS.map((colour) => (
          <span key={colour} style={{ background: `var(${colour})` }} />
        ))}
      </span>
      <span className={styles.name}>Netsumiki</span>
    </span>
  );
}
