import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LabOut } from '@/api';
import { percent } from '@/shared/format';
import styles from './Neuron.module.css';

interface Props {
  out: LabOut | null;
  /** How many clearly different lines were tried, and the largest share of points that one of them had right. */
  tries: { count: number; best: number } | null;
  onConvinced: () => void;
}

const ENOUGH = 3;

/** How many points lie on their own side; and where no line does it, when one has tried enough. */
export function Judged({ out, tries, onConvinced }: Props) {
  const { t } = useTranslation('lesson-neuron');
  const all = out?.examples.training ?? 0;
  const right = Math.round((out?.measured?.training.accuracy ?? 0) * all);
  return (
    <div className={styles.judged}>
      <p role="status">{t('judged.right', { right, all })}</p>
      {tries && (
        <>
          <p>
            {t('judged.tried', { count: tries.count, enough: ENOUGH })} {tries.count > 0 && t('judged.best', { share: percent(tries.best, 0) })}
          </p>
          <Button disabled={tries.count < ENOUGH} onClick={onConvinced}>
            {t('judged.convinced')}
          </Button>
        </>
      )}
    </div>
  );
}
