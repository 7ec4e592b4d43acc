import { Button } from '@mantine/core';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { VerdictOut } from '@/api';
import { percent } from '@/shared/format';
import { ValueBar } from '@/shared/ui';
import styles from './UnderWay.module.css';

interface Props {
  told: VerdictOut;
  onCancel: () => void;
  cancelling: boolean;
}

/** What the judge is doing and how far it is, with a way to stop it. */
export function UnderWay({ told, onCancel, cancelling }: Props) {
  const { t } = useTranslation('generate');
  const share = told.total ? told.done / told.total : 0;
  const key = told.what ? doingKey(told.what) : 'judge.waiting';
  const what = i18next.exists(`generate:${key}`) ? t(key) : (told.what ?? '');
  return (
    <div className={styles.under}>
      <div
        role="progressbar"
        aria-label={t('judge.progress')}
        aria-valuetext={`${what} ${percent(share, 0)}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className={styles.progress}
      >
        <span>{what}</span>
        <ValueBar value={share} />
      </div>
      <Button loading={cancelling} onClick={onCancel}>
        {t('judge.cancel')}
      </Button>
    </div>
  );
}

/** The key of what the judge says that it is doing. */
function doingKey(what: string): string {
  return `judge.doing.${what.toLowerCase().replace(/[^a-z]+/g, '-')}`;
}
