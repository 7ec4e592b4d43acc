import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { useModels } from '@/shared/models';
import { usePageTitle } from '@/shared/page';
import { ErrorText, Waiting } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { ModelGroup } from './ModelGroup';
import { shelved } from './models';
import styles from './ModelsBrowser.module.css';

interface Props {
  /** Where a model is tried: the pad and what is read on it. */
  trial: ReactNode;
  /** The model that the trial uses. */
  tried: string | null;
  /** What else can be done with each model. */
  more?: (model: ModelOut) => ReactNode;
}

/** The models page: what is in training, one's own, and what comes along, beside a pad to try them on. */
export function ModelsBrowser({ trial, tried, more }: Props) {
  const { t } = useTranslation('models');
  const { data, error, refetch } = useModels();
  usePageTitle(t('title'));
  const pad = useRef<HTMLDivElement>(null);
  const tryOut = ({ id }: ModelOut) => {
    useWorkbench.getState().chooseModel(id);
    // on a phone the pad stands above the cards
    pad.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  };
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
            <ModelGroup title={t('groups.live')} models={live} tried={tried} tryOut={tryOut} more={more} />
            <ModelGroup title={t('groups.own')} models={own} tried={tried} tryOut={tryOut} more={more} none={t('noneOwn')} />
            <ModelGroup title={t('groups.bundled')} models={bundled} tried={tried} tryOut={tryOut} more={more} />
          </>
        ) : (
          <Waiting />
        )}
      </div>
      <div ref={pad} className={styles.trial}>{trial}</div>
    </div>
  );
}
