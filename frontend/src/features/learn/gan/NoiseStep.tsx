import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { generate, lookInside } from '@/api';
import { number } from '@/shared/format';
import { numbersOf } from '@/shared/maps/planes';
import { bytesOf, ErrorText, Panel, PixelImage, Waiting } from '@/shared/ui';
import { shared } from '../shared';
import { changedBy, NOTHING, type Wanted } from './asking';
import styles from './Gan.module.css';
import { MODEL } from './writer';

const LABELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const NOISES = 8; // in one row

/** One digit, and beside it what another noise and another label would make of it. */
export function NoiseStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-gan');
  const [wanted, setWanted] = useState<Wanted>({ label: 4, seed: 0 });
  const [changed, setChanged] = useState(NOTHING);
  const first = NOISES * Math.floor(wanted.seed / NOISES);
  const noises = Array.from({ length: NOISES }, (_, place) => first + place);
  const { data, error, refetch } = useDigits([wanted, ...LABELS.map((label) => ({ ...wanted, label })), ...noises.map((seed) => ({ ...wanted, seed }))]);
  const go = (to: Wanted) => {
    const now = changedBy(changed, wanted, to);
    setChanged(now);
    setWanted(to);
    if (now.noise && now.label) complete();
  };
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const digit = (place: number) => ({ values: data.pictures[place] ?? [], width: data.width, height: data.height, scale: 'chalk' as const, extent: 255 });
  return (
    <div className={styles.writer}>
      <Panel label={t('noise.title')}>
        <div className={styles.one}>
          <Noise {...wanted} />
          <span aria-hidden="true">+</span>
          <b className={styles.label}>{wanted.label}</b>
          <span aria-hidden="true">→</span>
          <PixelImage {...digit(0)} label={t('noise.made', { label: wanted.label, seed: wanted.seed })} className={styles.large} />
        </div>
      </Panel>
      <Panel label={t('noise.otherNoise')}>
        <div className={styles.digits}>
          {noises.map((seed, place) => (
            <button key={seed} type="button" className={styles.digit} aria-pressed={seed === wanted.seed} aria-label={t('noise.noise', { seed })} onClick={() => go({ ...wanted, seed })}>
              <PixelImage {...digit(1 + LABELS.length + place)} label="" className={styles.small} />
            </button>
          ))}
          <Button onClick={() => go({ ...wanted, seed: first + NOISES })}>{t('noise.more')}</Button>
        </div>
      </Panel>
      <Panel label={t('noise.otherLabel')}>
        <div className={styles.digits}>
          {LABELS.map((label, place) => (
            <button key={label} type="button" className={styles.digit} aria-pressed={label === wanted.label} aria-label={t('noise.label', { label })} onClick={() => go({ ...wanted, label })}>
              <PixelImage {...digit(1 + place)} label="" className={styles.small} />
            </button>
          ))}
        </div>
      </Panel>
      <p className={shared.note}>{t('noise.columns')}</p>
    </div>
  );
}

/** All of them at once. */
function useDigits(samples: Wanted[]) {
  return useQuery({
    queryKey: ['digits', MODEL, samples],
    queryFn: async ({ signal }) => {
      const { pictures, ...made } = await generate({ body: { model: MODEL, samples, read: false }, signal });
      return { ...made, pictures: pictures.map(bytesOf) };
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
}

const ACROSS = 8;

/** The numbers that are the noise. */
function Noise({ seed, label }: Wanted) {
  const { t } = useTranslation('lesson-gan');
  const { data } = useQuery({
    queryKey: ['noise', MODEL, seed],
    queryFn: ({ signal }) => lookInside({ path: { id: MODEL }, body: { node: 'noise', seed, label }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });
  const maps = data?.selected?.maps;
  if (!maps) return <figure className={styles.noise} aria-hidden="true" />;
  const values = numbersOf(maps);
  const name = t('noise.numbers', { count: values.length, number: number(values.length), seed });
  return (
    <figure className={styles.noise}>
      <PixelImage values={values} width={ACROSS} height={Math.max(1, Math.ceil(values.length / ACROSS))} scale="activations" extent={2} label={name} className={styles.numbers} />
      <figcaption>{name}</figcaption>
    </figure>
  );
}
