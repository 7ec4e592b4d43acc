import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import { Picture } from '../Picture';
import styles from './BetweenStage.module.css';
import type { Made } from './useGenerated';

interface Props {
  made: Made;
  mix: number;
  classNames: readonly string[];
  onMix: (mix: number) => void;
}

/** The way from one picture to another: where one is on it, large, and its steps, each of which one can go to. */
export function BetweenStage({ made, mix, classNames, onMix }: Props) {
  const { t } = useTranslation('generate');
  const { samples, columns, rows } = made.sheet;
  const picture = (place: number, className: string | undefined, label = '') => {
    const bytes = made.pictures[place];
    return bytes && <Picture bytes={bytes} height={made.height} width={made.width} channels={made.channels} label={label} className={className} />;
  };
  const last = rows ? samples.length - 1 : columns - 1; // the end with the other label, where there are two
  const name = (place: number) => classNames[samples[place]?.label ?? -1] ?? '';
  return (
    <div className={styles.between}>
      <div className={styles.ends}>
        <figure>
          {picture(0, styles.end, t('steer.startOf', { name: name(0) }))}
          <figcaption>{t('steer.start')}</figcaption>
        </figure>
        <figure>
          {picture(samples.length, styles.here, t('steer.hereOf', { share: percent(mix, 0) }))}
          <figcaption className="num">{t('steer.here', { share: percent(mix, 0) })}</figcaption>
        </figure>
        <figure>
          {picture(last, styles.end, t('steer.endOf', { name: name(last) }))}
          <figcaption>{t('steer.end')}</figcaption>
        </figure>
      </div>
      <ul className={styles.way} aria-label={t('steer.way')} style={{ '--columns': columns } as React.CSSProperties}>
        {samples.map((sample, place) => (
          <li key={place}>
            <button
              type="button"
              className={styles.step}
              aria-label={t('steer.goTo', { share: percent(sample.mix ?? 0, 0), name: name(place) })}
              aria-pressed={Math.abs((sample.mix ?? 0) - mix) < 1e-9}
              onClick={() => onMix(sample.mix ?? 0)}
            >
              {picture(place, styles.picture)}
            </button>
          </li>
        ))}
      </ul>
      {rows && <p className={styles.note}>{t('steer.twoLabels', { from: rows[0], to: rows[1] })}</p>}
    </div>
  );
}
