import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '@/shared/connection';
import styles from './Shell.module.css';

const PATIENCE = 2_000; // a stream that is back within this time is not worth a word

/** Says that the studio cannot be reached, for as long as that is so. */
export function ConnectionBanner() {
  const { t } = useTranslation('shell');
  const away = useConnection((state) => !state.reachable || state.stream === 'reconnecting');
  return (
    <div role="status" className={styles.banner}>
      {away && <Late after={PATIENCE}>{t('gone')}</Late>}
    </div>
  );
}

function Late({ after, children }: { after: number; children: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return shown && <p className={styles.gone}>{children}</p>;
}
