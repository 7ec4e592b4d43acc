import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number, percent } from '@/shared/format';
import { Panel } from '@/shared/ui';
import { Picture } from '../Picture';
import { isMisread } from './reading';
import { Ring } from './Ring';
import type { Picked } from './steering';
import styles from './ThisPicture.module.css';
import type { Made } from './useGenerated';

interface Props {
  made: Made;
  place: number;
  classNames: readonly string[];
  /** Begin or end a walk between two pictures here. */
  onFrom: (picked: Picked) => void;
  onTo: (picked: Picked) => void;
  /** Move all pictures along the directions as far as this one. */
  onStyle?: (along: readonly number[]) => void;
}

/** One picture looked at closely: what was asked for, and what the two that look at it say. */
export function ThisPicture({ made, place, classNames, onFrom, onTo, onStyle }: Props) {
  const { t } = useTranslation('generate');
  const sample = place === made.sheet.samples.length ? made.sheet.large : made.sheet.samples[place];
  const bytes = made.pictures[place];
  if (!sample || !bytes) return null;

  const asked = sample.label === undefined || sample.label === null ? null : (classNames[sample.label] ?? null);
  const real = made.realness?.[place] ?? null;
  const reading = made.readings?.[place] ?? null;
  const wrong = isMisread(asked, reading?.label ?? null);
  const picked: Picked = { seed: sample.seed ?? 0, label: sample.label ?? null };
  return (
    <Panel label={t('steer.this')} className={styles.panel}>
      <div className={styles.top}>
        <Picture bytes={bytes} height={made.height} width={made.width} channels={made.channels} className={styles.picture} />
        <div className={styles.said}>
          {asked !== null && <strong className={styles.asked}>{asked}</strong>}
          <span className={styles.soft}>
            {sample.other_seed === undefined || sample.other_seed === null
              ? t('steer.seedIs', { seed: sample.seed })
              : t('steer.betweenIs', { from: sample.seed, to: sample.other_seed, share: percent(sample.mix ?? 0, 0) })}
          </span>
          {reading && (
            <p className={styles.judge} data-wrong={wrong || undefined}>
              <span aria-hidden="true">{asked === null ? '·' : wrong ? '△' : '✓'}</span>{' '}
              {t(wrong ? 'steer.judgeOther' : 'steer.judgeReads', { read: reading.label, sure: percent(reading.sure, 0) })}
            </p>
          )}
        </div>
      </div>
      {real !== null && (
        <div className={styles.real}>
          <Ring share={real} />
          <p>
            {t('steer.discriminator', { share: percent(real, 0) })}{' '}
            <span className={styles.soft}>{t('steer.discriminatorHalf')}</span>
          </p>
        </div>
      )}
      {made.sheet.rows === null || onStyle === undefined ? (
        <div className={styles.actions}>
          <Button size="compact-sm" onClick={() => onFrom(picked)}>
            {t('steer.takeFrom')}
          </Button>
          <Button size="compact-sm" onClick={() => onTo(picked)}>
            {t('steer.takeTo')}
          </Button>
        </div>
      ) : (
        <div className={styles.actions}>
          <Button size="compact-sm" onClick={() => onStyle(sample.directions ?? [])}>
            {t('steer.takeStyle')}
          </Button>
        </div>
      )}
      <span className="unseen">{t('steer.pictureNumber', { number: number(place + 1) })}</span>
    </Panel>
  );
}
