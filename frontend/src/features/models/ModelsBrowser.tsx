import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useModels } from '@/shared/models';
import { usePageTitle } from '@/shared/page';
import { ErrorText, Waiting } from '@/shared/ui';
import { ModelGroup } from './ModelGroup';
import { shelved } from './models';
import styles from './ModelsBrowser.module.css';

interface Props {
  /** Where a model is tried: the pad and what is read on it. */
  trial: ReactNode;
  /** The model that the trial uses. */
  tried: string | null;
}

/** The models page: what is in training, one's own, and what comes along, beside a pad to try them on. */
export function ModelsBrowser({ trial, tried }: Props) {
  const { t } = useTranslation('models');
  const { data, error, refetch } = useModels();
  usePageTitle(t('title'));
  const { live, own, bundled } = shelved(data ?? []);
  return (
    <div className={styles.page}>
      <div className={styles.list}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.intro}>{t('intro')}</p>
        {error ? (
          <ErrorText error={error} retry={() => void refetch()} />
        ) : data ? (
          <>
            <ModelGroup title={t('groups.live')} models={live} tried={tried} />
            <ModelGroup title={t('groups.own')} models={own} tried={tried} none={t('noneOwn')} />
            <ModelGroup title={t('groups.bundled')} models={bundled} tried={tried} />
          </>
        ) : (
          <Waiting />
        )}
      </div>
      <div className={styles.trial}>{trial}</div>
    </div>
  );
}
