import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ModelOut, type SlowStepOut, stepSlowly } from '@/api';
import { number } from '@/shared/format';
import { Choice, ErrorText, Slider, Waiting } from '@/shared/ui';
import inside from '../Inside.module.css';
import { BatchPictures } from './BatchPictures';
import { LadderTable } from './LadderTable';
import { SceneText } from './SceneText';
import { type Scene, scenesOf } from './scenes';
import styles from './Slow.module.css';
import { UpdateTable } from './UpdateTable';
import { useSceneKeys } from './useSceneKeys';

interface Props {
  model: ModelOut;
  /** The input of the network, where a batch comes in. */
  input: string | null;
  /** The signal has come to this node. */
  choose: (node: string) => void;
  /** What that node makes of the example that was chosen: its output, or the gradient that reaches it. */
  picture: (of: 'output' | 'gradient') => ReactNode;
}

const PACES = [0.5, 1, 2, 4] as const;

/** One training step in slow motion, on a batch of the model's data; the model keeps its weights. */
export function StepTab(props: Props) {
  const { t } = useTranslation('inside-time');
  const { model } = props;
  const [seed, setSeed] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: ['inside-step', model.id, seed],
    queryFn: ({ signal }) => stepSlowly({ path: { id: model.id }, body: { seed }, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
    retry: false,
  });
  if (!data) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <div className={inside.tab}>
      <p className={inside.help}>{t('step.intro')}</p>
      {error ? <ErrorText error={error} retry={() => void refetch()} /> : null}
      <Player key={seed} {...props} step={data} another={() => setSeed(seed + 1)} />
    </div>
  );
}

function Player({ model, input, choose, picture, step, another }: Props & { step: SlowStepOut; another: () => void }) {
  const { t } = useTranslation('inside-time');
  const scenes = scenesOf(step);
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)', undefined, { getInitialValueInEffect: false }) ?? false;
  const [pace, setPace] = useState<number>(calm ? 4 : 1);
  const last = scenes.length - 1;
  const scene = scenes[at] as Scene;

  const move = (to: number) => {
    const place = Math.max(0, Math.min(to, last));
    setAt(place);
    const node = scenes[place]?.moment?.node ?? (scenes[place]?.kind === 'batch' ? input : null);
    if (node) choose(node);
    if (place === last) setPlaying(false);
  };
  const play = () => {
    if (!playing && at === last) move(0);
    setPlaying(!playing);
  };
  const byHand = (to: number) => {
    setPlaying(false);
    move(to);
  };
  const tick = useEffectEvent(() => move(at + 1));
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => tick(), pace * 1_000);
    return () => clearTimeout(timer);
  }, [playing, at, pace]);
  useSceneKeys({ play, next: () => byHand(at + 1), previous: () => byHand(at - 1) });

  const name = t(`step.phases.${scene.phase.name}`);
  const network = scene.phase.network ?? null;
  return (
    <>
      <div className={styles.controls}>
        <Button variant="filled" className={styles.play} onClick={play}>
          {t(playing ? 'step.pause' : 'step.play')}
        </Button>
        <Button disabled={at === 0} onClick={() => byHand(at - 1)}>
          {t('step.previous')}
        </Button>
        <Button disabled={at === last} onClick={() => byHand(at + 1)}>
          {t('step.next')}
        </Button>
        <Button onClick={another}>{t('step.another')}</Button>
        <Choice label={t('step.pace')} value={pace} choices={PACES} text={(seconds) => number(seconds, 1)} onChange={setPace} />
      </div>
      <Slider label={t('step.place')} value={at} min={0} max={last} step={1} text={t('step.of', { number: number(at + 1), total: number(scenes.length), phase: name })} onChange={byHand} />
      <section aria-label={t('step.now')} className={styles.now}>
        <h3 className={styles.phase} data-network={network ?? undefined}>
          {network ? t(`step.networks.${network}`) + ' · ' + name : name}
          {scene.moment && <span> {scene.moment.node}</span>}
        </h3>
        <div aria-live={playing ? 'off' : 'polite'}>
          <SceneText scene={scene} step={step} />
        </div>
      </section>
      {scene.kind === 'batch' && <BatchPictures step={step} classes={model.class_names} />}
      {scene.kind === 'update' && <UpdateTable phase={scene.phase} />}
      <LadderTable scenes={scenes} at={at} network={network} />
      {scene.moment && (
        <div className={styles.picture}>
          <h3 className={inside.heading}>{t(`step.picture.${scene.kind === 'backward' ? 'gradient' : 'output'}`, { node: scene.moment.node })}</h3>
          {picture(scene.kind === 'backward' ? 'gradient' : 'output')}
        </div>
      )}
      <p className={inside.help}>{t('step.keys')}</p>
    </>
  );
}
