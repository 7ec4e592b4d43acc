import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { PixelImage } from '@/shared/ui';
import { Letters } from './Letters';
import styles from './Memory.module.css';
import { across, type OverTime, picture } from './overTime';
import { Reading } from './Reading';

const FIRST = 'down the rabbit-hole';
const ENOUGH = 5; // letters that make a text to go through
const MOVED = 0.2;

/** Letter by letter: the state before, the letter, and the state that both make. */
export function StateStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-memory');
  const [text, setText] = useState(FIRST);
  const [at, setAt] = useState(0);
  const visited = useRef(new Set([0]));
  const begin = (other: string) => {
    setText(other);
    setAt(0);
    visited.current = new Set([0]);
  };
  return (
    <Reading title={t('state.title')} text={text} onText={begin}>
      {(time) => {
        const count = time.letters.length;
        const go = (letter: number) => {
          setAt(letter);
          visited.current.add(letter);
          if (count >= ENOUGH && visited.current.size === count) complete();
        };
        return <States time={time} at={Math.min(at, count - 1)} onAt={go} />;
      }}
    </Reading>
  );
}

function States({ time, at, onAt }: { time: OverTime; at: number; onAt: (letter: number) => void }) {
  const { t } = useTranslation('lesson-memory');
  const [before, after] = [across(time, 'h', at - 1), across(time, 'h', at)];
  const moved = after.filter((value, unit) => Math.abs(value - (before[unit] ?? 0)) > MOVED).length;
  const letter = visible(time.letters[at] ?? '');
  const so = time.letters.slice(0, at + 1).join('');
  const units = number(time.units);
  return (
    <>
      <Letters letters={time.letters} at={at} onAt={onAt}>
        <div className={styles.field}>
          <PixelImage values={picture(time, 'h')} width={time.letters.length} height={time.units} scale="activations" extent={1} label={t('state.all', { units })} className={styles.tall} />
          <span className={styles.veil} aria-hidden="true" />
        </div>
      </Letters>
      <div className={styles.meeting}>
        <State values={before} label={at === 0 ? t('state.atFirst') : t('state.before')} />
        <span className={styles.sign} aria-hidden="true">
          +
        </span>
        <b className={styles.seen} lang="en">
          {letter}
        </b>
        <span className={styles.sign} aria-hidden="true">
          →
        </span>
        <State values={after} label={t('state.after', { text: so })} />
      </div>
      <p className={styles.note} role="status">
        {t('state.moved', { letter, moved: number(moved), units, by: number(MOVED, 1) })}
      </p>
    </>
  );
}

const ACROSS = 16;

function State({ values, label }: { values: readonly number[]; label: string }) {
  return (
    <figure className={styles.state}>
      <PixelImage values={values} width={ACROSS} height={Math.ceil(values.length / ACROSS)} scale="activations" extent={1} label={label} className={styles.numbers} />
      <figcaption>{label}</figcaption>
    </figure>
  );
}
