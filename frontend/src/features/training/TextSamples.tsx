import { useTranslation } from 'react-i18next';
import type { Live, LiveSample } from '@/api';
import { visible } from '@/shared/characters';
import { percent } from '@/shared/format';
import { Passage } from '@/shared/passage/Passage';
import { ValueBar } from '@/shared/ui';
import styles from './TextSamples.module.css';
import { useWritten } from './useWritten';

interface Props {
  live: Live;
  runId: string;
}

/** Passages and which character the network takes to follow each; and what it writes after the first of them. */
export function TextSamples({ live, runId }: Props) {
  const { t } = useTranslation('training');
  const begin = live.samples[0]?.text ?? '';
  const written = useWritten(runId, begin, live.step);
  return (
    <>
      <figure className={styles.written}>
        <figcaption>{t('samples.writes')}</figcaption>
        <Passage begin={begin} text={written?.text ?? ''} sure={written?.sure ?? []} label={t('samples.writes')} />
      </figure>
      <ul className={styles.lines} aria-label={t('samples.lines')}>
        {live.samples.map((sample, place) => (
          <Line key={place} sample={sample} />
        ))}
      </ul>
    </>
  );
}

function Line({ sample: { text, label, guess, sure } }: { sample: LiveSample }) {
  const { t } = useTranslation('training');
  const right = label === guess;
  const words = t(right ? 'samples.guessed' : 'samples.missed', { label: visible(label), guess: visible(guess), sure: percent(sure, 0) });
  return (
    <li className={styles.line} data-right={right || undefined} title={words}>
      <span lang="en" className={styles.read}>
        <bdi>{text}</bdi>
      </span>
      <b className={styles.next} aria-hidden="true">
        {visible(label)}
      </b>
      <span className="unseen">{words}</span>
      <span className={styles.guess} aria-hidden="true">
        <b>{right ? '✓' : '✕'}</b> {visible(guess)}
      </span>
      <ValueBar value={sure} colour={right ? 'var(--ok)' : 'var(--bad)'} />
    </li>
  );
}
