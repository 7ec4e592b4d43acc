import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import { Picture } from '../Picture';
import styles from './NumberStage.module.css';
import type { Made } from './useGenerated';

interface Props {
  made: Made;
  text: string;
  seed: number;
  /** Take another hand. */
  onSeed: (seed: number) => void;
}

/** A text in one hand, large, and below it the same in some other hands. */
export function NumberStage({ made, text, seed, onSeed }: Props) {
  const { t } = useTranslation('generate');
  const { columns, samples } = made.sheet;
  const hands = Array.from({ length: Math.ceil(samples.length / columns) }, (_, row) => row);
  if (samples.length === 0) return <p className={styles.nothing}>{t('steer.nothingToWrite')}</p>;
  const [, ...others] = hands;
  const written = (row: number) => samples.slice(row * columns, (row + 1) * columns).map((_, place) => row * columns + place);
  const picture = (place: number) => {
    const bytes = made.pictures[place];
    return bytes && <Picture bytes={bytes} height={made.height} width={made.width} channels={made.channels} className={styles.picture} />;
  };
  return (
    <div className={styles.number} style={{ '--columns': columns } as React.CSSProperties}>
      <ul className={styles.band} aria-label={t('steer.inOneHand', { text, seed })}>
        {written(0).map((place) => (
          <li key={place}>
            {picture(place)}
            {made.realness && (
              <span className={styles.real} title={t('steer.real', { share: percent(made.realness[place] ?? 0, 0) })}>
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ transform: `scaleX(${made.realness[place] ?? 0})` }} />
                </span>
                <span className="num">{percent(made.realness[place] ?? 0, 0)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
      <h3 className={styles.heading}>{t('steer.otherHands')}</h3>
      <ul className={styles.others}>
        {others.map((row) => (
          <li key={row}>
            <button
              type="button"
              className={styles.hand}
              aria-label={t('steer.takeHand', { seed: samples[row * columns]?.seed ?? seed + row })}
              onClick={() => onSeed(samples[row * columns]?.seed ?? seed + row)}
            >
              {written(row).map((place) => (
                <span key={place}>{picture(place)}</span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
