import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { listing, percent } from '@/shared/format';
import { Slider } from '@/shared/ui';
import styles from './Controls.module.css';
import { Labels } from './Labels';
import { SeedField } from './SeedField';
import type { Reach } from './sheet';
import { LONGEST_TEXT, type Steering } from './steering';

interface Props {
  steering: Steering & { steer: (change: Partial<Steering>) => void };
  reach: Reach;
}

/** What to draw, and from which noise. */
export function Controls({ steering, reach }: Props) {
  const { t } = useTranslation('generate');
  const { show, label, seed, from, to, mix, text, steer } = steering;
  const between = show === 'between' && !reach.points;
  const writing = show === 'number' && reach.conditional;
  const strange = writing ? [...new Set(text)].filter((character) => !reach.classNames.includes(character)) : [];
  return (
    <>
      {writing ? (
        <TextInput
          label={t('steer.text')}
          value={text}
          maxLength={LONGEST_TEXT}
          inputMode={reach.classNames.every((name) => /^\d$/.test(name)) ? 'numeric' : 'text'}
          error={strange.length > 0 ? t('steer.cannotWrite', { characters: listing(strange.map((one) => `“${one}”`)) }) : undefined}
          onChange={(event) => steer({ text: event.currentTarget.value })}
        />
      ) : (
        reach.conditional && (
          <Labels
            classNames={reach.classNames}
            all={!between && show !== 'style'}
            label={between ? common(from.label ?? 0, to.label ?? from.label ?? 0) : show === 'style' ? (label ?? 0) : label}
            onChoose={(next) => {
              if (between) steer({ from: { ...from, label: next }, to: { ...to, label: next } });
              else steer({ label: next });
            }}
          />
        )
      )}
      {between ? (
        <>
          <div className={styles.ends}>
            <SeedField label={t('steer.from')} dice={t('steer.otherFrom')} seed={from.seed} onChange={(next) => steer({ from: { ...from, seed: next } })} />
            <SeedField label={t('steer.to')} dice={t('steer.otherTo')} seed={to.seed} onChange={(next) => steer({ to: { ...to, seed: next } })} />
          </div>
          <Slider
            label={t('steer.mix')}
            value={mix}
            text={percent(mix, 0)}
            min={0}
            max={1}
            step={0.01}
            onChange={(next) => steer({ mix: next })}
          />
        </>
      ) : (
        <SeedField label={t('steer.seed')} dice={t('steer.newSeed')} seed={seed} onChange={(next) => steer({ seed: next })} />
      )}
    </>
  );
}

/** The label of both ends; none where they differ. */
function common(from: number, to: number): number {
  return from === to ? from : -1;
}
