import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rewindRun, type RunRow, type TimelineOut } from '@/api';
import { getFramePointsOptions, getRunQueryKey } from '@/api/@tanstack/react-query.gen';
import { number, percent } from '@/shared/format';
import { noteRun, useCourse } from '@/shared/liveRun';
import { toastError } from '@/shared/toast';
import { FrameSheet } from '../FrameSheet';
import { frameAddress } from '../runs';
import { Back, Pause, Play } from '../signs';
import { following, nearestKept, neighbours, PACES, useTicks } from './playing';
import styles from './Timeline.module.css';

interface Props {
  run: RunRow;
  timeline: TimelineOut;
  /** Called with the run that goes on from here. */
  onRewound: (id: string) => void;
}

/** One frame at a time: by hand, by the arrow keys, or as a film; and the way back to where training can go on. */
export function Scrubber({ run, timeline, onRewound }: Props) {
  const { t } = useTranslation('generate');
  const client = useQueryClient();
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)', undefined, { getInitialValueInEffect: false }) ?? false;
  const { data: course } = useCourse(run.id);
  const { frames, points } = timeline;
  const [step, setStep] = useState<number | null>(null); // null: the newest, also when there comes another one
  const [playing, setPlaying] = useState(false);
  const [pace, setPace] = useState<number>(calm ? PACES[0] : PACES[1]);

  const found = step === null ? -1 : frames.findIndex((frame) => frame.step >= step);
  const at = found === -1 ? frames.length - 1 : found;
  const frame = frames[at];
  const go = (to: number) => setStep(to >= frames.length - 1 ? null : (frames[to]?.step ?? null));
  useTicks(playing, pace, () => setStep(frames[following(at, frames.length)]?.step ?? null));

  useEffect(() => {
    for (const near of neighbours(at, frames.length)) {
      const one = frames[near];
      if (!one) continue;
      if (points) void client.prefetchQuery({ ...getFramePointsOptions({ path: { id: run.id, step: one.step } }), staleTime: Infinity });
      else new Image().src = frameAddress(run.id, one);
    }
  }, [at, frames, points, run.id, client]);

  const rewind = useMutation({
    mutationFn: (from: number) => rewindRun({ path: { id: run.id }, body: { step: from } }),
    onSuccess: (made) => {
      client.setQueryData(getRunQueryKey({ path: { id: made.id } }), made);
      noteRun(client, made);
      onRewound(made.id);
    },
    onError: toastError,
  });

  if (!frame) return null;
  const classes = course?.classNames.length ?? 0;
  const said = [
    frame.agreement !== null && t('timeline.agreement', { share: percent(frame.agreement) }),
    frame.classes_seen !== null && classes > 0 && t('timeline.seen', { seen: number(frame.classes_seen), classes: number(classes) }),
    frame.quality !== null && t('timeline.quality', { share: percent(frame.quality) }),
    frame.coverage !== null && t('timeline.coverage', { share: percent(frame.coverage) }),
  ].filter(Boolean);
  const last = Math.max(frames.length - 1, 1);
  const kept = nearestKept(frames, at);
  return (
    <div className={styles.scrubber}>
      <div className={styles.stage}>
        <FrameSheet run={run} timeline={timeline} frame={frame} classNames={course?.classNames} />
      </div>
      <div className={styles.deck}>
        <div className={styles.now}>
          <strong className="num">{t('train.step', { step: number(frame.step) })}</strong>
          <span className={styles.said}>{said.join(' · ')}</span>
        </div>
        <div className={styles.track}>
          <Button
            variant="filled"
            aria-label={playing ? t('timeline.pause') : t('timeline.play')}
            className={styles.play}
            disabled={frames.length < 2}
            onClick={() => setPlaying(!playing)}
          >
            {playing ? <Pause /> : <Play />}
          </Button>
          <div className={styles.slide}>
            <input
              type="range"
              min={0}
              max={frames.length - 1}
              step={1}
              value={at}
              aria-label={t('timeline.slider')}
              aria-valuetext={t(frame.snapshot ? 'timeline.valueBack' : 'timeline.value', { step: number(frame.step) })}
              className={styles.range}
              onChange={(event) => {
                setPlaying(false);
                go(Number(event.currentTarget.value));
              }}
            />
            <div className={styles.marks} aria-hidden="true">
              {frames.map((one, place) =>
                one.snapshot ? <span key={one.step} style={{ left: `${(100 * place) / last}%` }} data-here={place === at || undefined} /> : null,
              )}
            </div>
          </div>
          <SegmentedControl
            aria-label={t('timeline.pace')}
            size="xs"
            value={String(pace)}
            onChange={(next) => setPace(Number(next))}
            data={PACES.map((one) => ({ value: String(one), label: t('timeline.perSecond', { pace: number(one) }) }))}
          />
        </div>
        <div className={styles.back}>
          <Button
            leftSection={<Back />}
            disabled={!frame.snapshot}
            loading={rewind.isPending}
            aria-describedby="rewind-about"
            onClick={() => rewind.mutate(frame.step)}
          >
            {t('timeline.rewind')}
          </Button>
          <span id="rewind-about" className={styles.said}>
            {t(frame.snapshot ? 'timeline.rewindAbout' : 'timeline.noSnapshot')}
          </span>
          {!frame.snapshot && kept !== null && (
            <Button variant="subtle" size="compact-sm" onClick={() => go(kept)}>
              {t('timeline.toKept', { step: number(frames[kept]?.step) })}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
