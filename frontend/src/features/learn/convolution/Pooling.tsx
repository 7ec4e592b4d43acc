import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExampleIn, lookInside, type MapsOut, type PictureIn, type PictureOut } from '@/api';
import type { Drawing } from '@/shared/drawn';
import { number, percent } from '@/shared/format';
import { numbersOf } from '@/shared/maps/planes';
import { bytesOf, ErrorText, Panel, PixelImage, ValueBar, Waiting } from '@/shared/ui';
import { shared } from '../shared';
import { likeness } from '../shared/likeness';
import { Picture } from '../shared/Picture';
import styles from './Convolution.module.css';
import { MODEL, NODE } from './kernel';
import { moved, type Shift } from './shifting';

/** Before and after pooling. */
const NODES = [NODE, 'pool_1'] as const;
const HERE: Shift = { right: 0, down: 0 };
const FARTHEST = 2;
const WAYS: readonly [string, string, Shift][] = [
  ['left', '←', { right: -1, down: 0 }],
  ['right', '→', { right: 1, down: 0 }],
  ['up', '↑', { right: 0, down: -1 }],
  ['down', '↓', { right: 0, down: 1 }],
];

interface Props {
  pad: ReactNode;
  drawing: Drawing;
  complete: () => void;
}

/** A digit of one's own (until there is one, the model's) is moved; what changes is measured in the picture and in the maps. */
export function Pooling({ pad, drawing, complete }: Props) {
  const body: ExampleIn = drawing.strokes.length > 0 ? { strokes: drawing.strokes as [number, number][][], brush: drawing.brush } : {};
  const { data: first, error, refetch } = useQuery({
    queryKey: ['lesson-example', MODEL, body],
    queryFn: ({ signal }) => lookInside({ path: { id: MODEL }, body, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  if (!first?.picture) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  return (
    <div className={shared.board}>
      <Moving key={first.picture.pixels} picture={first.picture} complete={complete} />
      {pad}
    </div>
  );
}

/** What the two nodes make of a picture. */
function useMaps(picture: PictureIn) {
  return useQueries({
    queries: NODES.map((node) => ({
      queryKey: ['lesson-moved', MODEL, node, picture.pixels],
      queryFn: ({ signal }: { signal: AbortSignal }) => lookInside({ path: { id: MODEL }, body: { node, picture }, signal }).then(({ selected }) => selected?.maps ?? null),
      staleTime: Infinity,
    })),
    combine: (answers) => ({
      maps: answers.map(({ data }) => data ?? null),
      error: answers.find((one) => one.error)?.error ?? null,
      again: () => answers.forEach((one) => void one.refetch()),
    }),
  });
}

function Moving({ picture, complete }: { picture: PictureOut; complete: () => void }) {
  const { t } = useTranslation('lesson-convolution');
  const [shift, setShift] = useState(HERE);
  const here = useMemo(() => moved(picture, HERE), [picture]);
  const there = useMemo(() => moved(picture, shift), [picture, shift]);
  const [before, after] = [useMaps(here), useMaps(there)];
  const changed = [
    change(bytesOf(here.pixels), bytesOf(there.pixels)),
    ...NODES.map((_, place) => {
      const [one, other] = [before.maps[place], after.maps[place]];
      return one && other ? change(numbersOf(one), numbersOf(other)) : null;
    }),
  ];
  const isMoved = shift.right !== 0 || shift.down !== 0;
  const known = changed.every((share) => share !== null);

  useEffect(() => {
    if (isMoved && known) complete();
  }, [isMoved, known, complete]);

  const error = before.error ?? after.error;
  const go = ({ right, down }: Shift) => {
    const within = (at: number) => Math.max(-FARTHEST, Math.min(at, FARTHEST));
    setShift({ right: within(shift.right + right), down: within(shift.down + down) });
  };
  return (
    <>
      {error ? <ErrorText error={error} retry={() => [before, after].forEach(({ again }) => again())} /> : null}
      <Panel label={t('pool.picture')}>
        <Picture of={there} label={t('pool.seen', { right: number(shift.right), down: number(shift.down) })} />
        <div role="group" aria-label={t('pool.move')} className={styles.ways}>
          {WAYS.map(([way, arrow, by]) => (
            <Button key={way} aria-label={t(`pool.ways.${way}`)} className={styles[way]} onClick={() => go(by)}>
              {arrow}
            </Button>
          ))}
          <Button className={styles.back} disabled={!isMoved} onClick={() => setShift(HERE)}>
            {t('pool.back')}
          </Button>
        </div>
      </Panel>
      <Panel label={t('pool.changed')}>
        <table className={styles.table}>
          <tbody>
            {['picture', ...NODES].map((what, place) => (
              <tr key={what}>
                <th scope="row">{t(`pool.of.${what}`)}</th>
                <td>
                  <Small page={after.maps[place - 1] ?? null} picture={place === 0 ? there : null} />
                </td>
                <td className={styles.bar}>
                  <ValueBar value={changed[place] ?? 0} />
                </td>
                <td className="num">{percent(changed[place])}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={shared.note}>{t('pool.about')}</p>
      </Panel>
    </>
  );
}

/** 1 − their correlation, which rounding must not bring below 0. */
function change(before: ArrayLike<number>, after: ArrayLike<number>): number | null {
  const alike = likeness(before, after);
  return alike === null ? null : Math.max(0, 1 - alike);
}

/** The picture, or the first map, in small. */
function Small({ page, picture }: { page: MapsOut | null; picture: PictureIn | null }) {
  const values = useMemo(() => (picture ? bytesOf(picture.pixels) : page ? numbersOf(page).subarray(0, page.width * page.height) : new Uint8Array()), [page, picture]);
  const { width, height } = picture ?? page ?? { width: 1, height: 1 };
  return <PixelImage values={values} width={width} height={height} scale={picture ? 'chalk' : 'activations'} extent={picture ? 255 : page?.limit} label="" className={styles.small} />;
}
