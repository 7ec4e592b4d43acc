import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MapsOut } from '@/api';
import { number } from '@/shared/format';
import styles from './Inside.module.css';

const PAGE = 64;

/** Which of many planes are shown, and the ways to the others; what was cut off is said. */
export function Pager({ page: { start, count, total, size }, go }: { page: MapsOut; go: (start: number) => void }) {
  const { t } = useTranslation('inside');
  const cut = size.some((side) => side > 512);
  if (total <= count && !cut) return null;
  return (
    <div className={styles.pager}>
      {total > count && (
        <>
          <Button size="compact-sm" disabled={start === 0} onClick={() => go(Math.max(0, start - PAGE))}>
            {t('maps.previous')}
          </Button>
          <span>{t('maps.shown', { first: number(start + 1), last: number(start + count), total: number(total) })}</span>
          <Button size="compact-sm" disabled={start + count >= total} onClick={() => go(start + count)}>
            {t('maps.next')}
          </Button>
        </>
      )}
      {cut && <span>{t('maps.cut', { rows: number(size[0]), columns: number(size[1]) })}</span>}
    </div>
  );
}
