import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { Choice } from '@/shared/ui';
import styles from './Map.module.css';
import { COUNTS, type Method, METHODS, PERPLEXITIES, type Place, type Split, SPLITS } from './place';

interface Props {
  place: Place;
  /** Where the shown examples come from. */
  split: Split;
  /** How far the map is. */
  children: ReactNode;
}

/** In which way the map is drawn, and of which examples. */
export function Settings({ place, split, children }: Props) {
  const { t } = useTranslation('map');
  const { method, count, perplexity, seed, go } = place;
  return (
    <div className={styles.settings}>
      <SegmentedControl aria-label={t('method.title')} value={method} classNames={{ label: styles.method }} onChange={(value) => go({ method: value as Method })} data={METHODS.map((one) => ({ value: one, label: t(`method.${one}`) }))} />
      <Choice label={t('split.title')} value={place.split ?? split} choices={SPLITS} text={(one) => t(`split.${one}`)} onChange={(to) => go({ split: to })} />
      <Choice label={t('count')} value={count} choices={COUNTS} text={(one) => number(one)} onChange={(to) => go({ count: to })} />
      {method === 'tsne' && <Choice label={t('perplexity')} value={perplexity} choices={PERPLEXITIES} text={(one) => number(one)} onChange={(to) => go({ perplexity: to })} />}
      <Button onClick={() => go({ seed: seed + 1 })}>{t('others')}</Button>
      <div className={styles.status} role="status">
        {children}
      </div>
    </div>
  );
}
