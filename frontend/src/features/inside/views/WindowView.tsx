import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { NumberGrid } from '@/shared/maps/NumberGrid';
import { channelOf, channelsOf, outside, product, strongest, total } from '@/shared/maps/windows';
import { Sum } from './Sum';
import type { ViewProps } from './index';
import styles from './Views.module.css';

/** Patch × kernel, number by number, for one channel at a time; then the channels are added. */
export function WindowView({ cell, source }: ViewProps) {
  const { t } = useTranslation('inside');
  const [wanted, setWanted] = useState<number | null>(null);
  const [patch, kernel] = cell.windows;
  if (!patch || !kernel) return null;
  const channels = channelsOf(patch);
  // until one is chosen: the one that matters most
  const channel = Math.min(wanted ?? strongest(patch, kernel), channels - 1);
  const [x, W] = [channelOf(patch, channel), channelOf(kernel, channel)];
  const products = product(x, W);
  const missing = outside(patch, source);
  const here = total(products.values);
  const all = total(Array.from({ length: channels }, (_, one) => total(product(channelOf(patch, one), channelOf(kernel, one)).values)));
  const others = all === null || here === null ? null : all - here;
  return (
    <>
      {channels > 1 && (
        <div className={styles.channels}>
          <Button size="compact-sm" disabled={channel === 0} onClick={() => setWanted(channel - 1)}>
            <span aria-hidden="true">←</span>
            <span className="unseen">{t('cell.previousChannel')}</span>
          </Button>
          <span aria-live="polite">{t('cell.channel', { number: number(channel), total: number(channels) })}</span>
          <Button size="compact-sm" disabled={channel === channels - 1} onClick={() => setWanted(channel + 1)}>
            <span aria-hidden="true">→</span>
            <span className="unseen">{t('cell.nextChannel')}</span>
          </Button>
        </div>
      )}
      <div className={styles.grids}>
        <NumberGrid plane={x} caption={t('cell.patch')} scale="activations" missing={missing} />
        <span aria-hidden="true">×</span>
        <NumberGrid plane={W} caption={t('cell.kernel')} scale="weights" />
        <span aria-hidden="true">=</span>
        <NumberGrid plane={products} caption={t('cell.products')} scale="activations" missing={missing} />
      </div>
      {missing.some(Boolean) && <p className={styles.help}>{t('cell.outside')}</p>}
      <Sum
        cell={{ ...cell, rest: 0 }}
        parts={[
          { key: 'here', name: t(channels > 1 ? 'cell.sumOfChannel' : 'cell.sumOfProducts', { number: number(channel) }), value: here },
          ...(channels > 1 ? [{ key: 'others', name: t('cell.otherChannels', { count: channels - 1, number: number(channels - 1) }), value: others }] : []),
        ]}
      />
    </>
  );
}
