import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number, percent } from '@/shared/format';
import { Slider, Waiting } from '@/shared/ui';
import styles from './Controls.module.css';
import { FURTHEST, turned } from './steering';

const SHOWN = 6;

interface Props {
  /** Of each; undefined until they are found. */
  shares: readonly number[] | undefined;
  along: readonly number[];
  onChange: (along: number[]) => void;
}

/** The directions of the noise that change the pictures most: how far to go along each. */
export function Directions({ shares, along, onChange }: Props) {
  const { t } = useTranslation('generate');
  return (
    <div className={styles.directions}>
      <p className={styles.hint}>{t('steer.directionsAbout')}</p>
      {shares === undefined && <Waiting label={t('steer.directionsWaiting')} />}
      {shares?.slice(0, SHOWN).map((share, place) => {
        const value = along[place] ?? 0;
        return (
          <Slider
            key={place}
            label={t('steer.direction', { number: number(place + 1) })}
            note={t('steer.share', { share: percent(share, 0) })}
            value={value}
            text={signed(value)}
            min={-FURTHEST}
            max={FURTHEST}
            step={0.1}
            onChange={(next) => onChange(turned(along, place, next))}
          />
        );
      })}
      <Button size="compact-sm" disabled={along.every((value) => value === 0)} onClick={() => onChange([])}>
        {t('steer.straighten')}
      </Button>
    </div>
  );
}

function signed(value: number): string {
  const size = number(Math.abs(value), 1);
  return value === 0 ? size : value > 0 ? `+${size}` : `−${size}`;
}
