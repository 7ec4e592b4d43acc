import { useTranslation } from 'react-i18next';
import { NumberGrid } from '@/shared/maps/NumberGrid';
import { channelOf, outside, winners } from '@/shared/maps/windows';
import { Steps, Sum } from './Sum';
import type { ViewProps } from './index';
import styles from './Views.module.css';

/** The numbers under the window; of a maximum, the one that won. */
export function PoolView({ cell, source }: ViewProps) {
  const { t } = useTranslation('inside');
  const [window] = cell.windows;
  if (!window) return null;
  const plane = channelOf(window, 0);
  const won = winners(cell);
  const [top = 0, left = 0] = window.start;
  const last = cell.index.at(-1) ?? 0;
  const marked = plane.values.map((_, place) => won.has([top + Math.floor(place / plane.columns), left + (place % plane.columns), last].join()));
  const largest = cell.kind === 'maximum';
  return (
    <>
      <NumberGrid plane={plane} caption={t('cell.patch')} scale="activations" missing={outside(window, source)} marked={largest ? marked : undefined} />
      <p className={styles.help}>{t(largest ? 'cell.largestWins' : 'cell.mean')}</p>
      <Steps steps={cell.steps} />
      <Sum cell={{ ...cell, rest: 0, bias: 0 }} />
    </>
  );
}
