import { useTranslation } from 'react-i18next';
import { count, number } from '../format';
import { Chart } from './Chart';
import { Key } from './Key';
import { lastOf, type Line } from './lines';
import { type Balance, foundPair, lossPair, type PairPoint, pairRange, type PairWords } from './pair';
import styles from './PairCharts.module.css';
import { lossOf, shareOf } from './values';

interface Props {
  points: readonly PairPoint[];
  /** The losses at which the discriminator cannot tell; absent where they are not known. */
  balance?: Balance | null;
  className?: string;
}

/** A generator and its discriminator: both losses, and how much the discriminator sees through. Fills its box. */
export function PairCharts({ points, balance, className }: Props) {
  const { t } = useTranslation('pair');
  const words: PairWords = {
    generator: t('generator'),
    discriminator: t('discriminator'),
    balance: t('balance'),
    real: t('real'),
    generated: t('generated'),
    chance: t('chance'),
  };
  const losses = lossPair(points, words, balance);
  const found = foundPair(points, words);
  const step = number(points.at(-1)?.step ?? 0);
  const name = (title: string, lines: readonly Line[], value: (y: number | null) => string) =>
    t('name', { title, values: lines.map((line) => `${line.label} ${value(lastOf(line))}`).join(', '), step });
  const waiting = t('waiting');
  return (
    <div className={[styles.pair, className].filter(Boolean).join(' ')}>
      <figure className={styles.curve}>
        <figcaption>{t('loss')}</figcaption>
        <Chart
          waiting={waiting}
          label={name(t('lossCurve'), losses.slice(0, 2), lossOf)}
          lines={losses}
          value={lossOf}
          position={count}
          range={pairRange}
        />
      </figure>
      <Key lines={losses.slice(0, 3).map((line, place) => (place === 2 ? { ...line, label: words.balance } : line))} />
      <figure className={styles.curve}>
        <figcaption>{t('found')}</figcaption>
        <Chart
          waiting={waiting}
          label={name(t('foundCurve'), found.slice(0, 2), shareOf)}
          lines={found}
          value={shareOf}
          position={count}
          range={() => [0, 1]}
        />
      </figure>
      <Key lines={found} />
    </div>
  );
}
