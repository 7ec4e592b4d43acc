import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CellOut, explainCell, lookInside } from '@/api';
import { number } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { MapLegend, MapPicture } from '@/shared/maps/MapPicture';
import { NumberGrid } from '@/shared/maps/NumberGrid';
import type { Spot } from '@/shared/maps/planes';
import { channelOf, product, total } from '@/shared/maps/windows';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { useLatest } from '@/shared/useLatest';
import { shared } from '../shared';
import { Picture } from '../shared/Picture';
import styles from './Convolution.module.css';
import { answersToUprightEdges, changesOf, inner, type Kernel, middle, MODEL, NODE, SIDE } from './kernel';
import { KernelGrid } from './KernelGrid';

const PAUSE = 33; // milliseconds between two looks while one paints or points

interface Props {
  step: string;
  kernel: Kernel;
  change: (kernel: Kernel) => void;
  complete: () => void;
}

/** A kernel on a picture: the result, and how each of its numbers is added up. */
export function Sliding({ step, kernel, change, complete }: Props) {
  const { t } = useTranslation('lesson-convolution');
  const [spot, setSpot] = useState<Spot | null>(null);
  const [pressed, setPressed] = useState(false);
  const changes = useMemo(() => changesOf(kernel), [kernel]);
  const look = useLatest({ node: NODE, changes }, (body, signal) => lookInside({ path: { id: MODEL }, body, signal }), PAUSE);
  const index = spot && [spot.y + 1, spot.x + 1, 0];
  const cell = useLatest(
    index && { node: NODE, index, changes, most: 25 },
    (body, signal) => explainCell({ path: { id: MODEL }, body, signal }),
    PAUSE,
  );
  const maps = look.answer?.selected?.maps;
  const page = useMemo(() => (maps ? inner(maps) : null), [maps]);
  const told = cell.answer && index && cell.answer.index.join() === index.join() ? cell.answer : null;
  const done = step === 'slide' ? pressed && told !== null : answersToUprightEdges(kernel);

  useEffect(() => {
    if (done) complete();
  }, [done, complete]);

  const error = look.error ?? cell.error;
  const again = () => {
    look.again();
    cell.again();
  };
  if (!page || !look.answer?.picture) return error ? <ErrorText error={error} retry={again} /> : <Waiting />;
  return (
    <div className={shared.board}>
      <div className={shared.column}>
        {error ? <ErrorText error={error} retry={again} /> : null}
        <Panel label={t('picture')}>
          <Picture of={look.answer.picture} label={t('picture')} window={spot && { top: spot.y, left: spot.x, side: SIDE }} />
          <p className={shared.note}>{t('scale')}</p>
        </Panel>
        <Panel label={t('kernel.title')}>
          <KernelGrid kernel={kernel} change={change} />
        </Panel>
      </div>
      <div className={shared.column}>
        <Panel label={t('result')} aside={<MapLegend page={page} scale="activations" />}>
          <MapPicture
            page={page}
            scale="activations"
            label={t('result')}
            name={({ y, x }) => t('spot', { row: y + 1, column: x + 1 })}
            spot={spot}
            onSpot={(to, stays) => {
              if (stays) setPressed(true);
              if (stays || !pressed) setSpot(to);
            }}
          />
        </Panel>
        <Panel label={t('sum.title')}>{told ? <Sum cell={told} /> : <p className={shared.note}>{t('sum.point')}</p>}</Panel>
      </div>
    </div>
  );
}

/** Nine products and their sum, as the engine says of this number. */
function Sum({ cell }: { cell: CellOut }) {
  const { t } = useTranslation('lesson-convolution');
  const [patch, kernel] = cell.windows.map((window) => middle(channelOf(window, 0)));
  if (!patch || !kernel) return null;
  const products = product(patch, kernel);
  return (
    <>
      <div className={styles.grids}>
        <NumberGrid plane={patch} caption={t('sum.pixels')} scale="activations" />
        <span aria-hidden="true">×</span>
        <NumberGrid plane={kernel} caption={t('sum.kernel')} scale="weights" />
        <span aria-hidden="true">=</span>
        <NumberGrid plane={products} caption={t('sum.products')} scale="activations" />
      </div>
      <p className={styles.total} role="status">
        {t('sum.total', { products: number(Math.round((total(products.values) ?? NaN) * 1000) / 1000, 3), value: amount(cell.value, 4) })}
      </p>
    </>
  );
}
