import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { visible } from '@/shared/characters';
import type { Example } from './corrections';
import styles from './Mistakes.module.css';
import type { Corrections } from './useCorrections';

interface Props {
  model: ModelOut;
  example: Example & { label: string };
  corrections: Corrections;
}

const MOST_BUTTONS = 12;

/** Says that a training picture is something else, or that it is better left out. */
export function Correcting({ model, example, corrections }: Props) {
  const { t } = useTranslation('mistakes');
  const correction = corrections.of(example);
  const left = correction?.correction === 'exclude';
  const label = correction?.correction === 'relabel' ? correction.label : example.label;
  const relabel = (to: string) => corrections.correct(example, to === example.label && !corrections.learnt(example) ? undefined : to);
  return (
    <div role="group" aria-label={t('correct.title')} className={styles.correct}>
      <h3>{t('correct.title')}</h3>
      {model.class_names.length <= MOST_BUTTONS ? (
        <div className={styles.labels}>
          {model.class_names.map((name) => (
            <Button
              key={name}
              px={8}
              variant={!left && name === label ? 'filled' : 'default'}
              aria-pressed={!left && name === label}
              aria-label={t('correct.as', { label: visible(name) })}
              onClick={() => relabel(name)}
            >
              {visible(name)}
            </Button>
          ))}
        </div>
      ) : (
        <NativeSelect
          aria-label={t('correct.label')}
          value={label}
          onChange={(event) => relabel(event.currentTarget.value)}
          data={model.class_names.map((name) => ({ value: name, label: visible(name) }))}
        />
      )}
      <div className={styles.labels}>
        <Button aria-pressed={left} variant={left ? 'filled' : 'default'} onClick={() => corrections.correct(example, left ? undefined : null)}>
          {t('correct.exclude')}
        </Button>
        {correction && <Button onClick={() => corrections.correct(example, undefined)}>{t('correct.asWas')}</Button>}
      </div>
      <p className={styles.help} aria-live="polite">
        {left ? t('correct.isLeft') : correction ? t('correct.isNow', { label: visible(label), was: visible(example.label) }) : t('correct.hint')}
      </p>
    </div>
  );
}
