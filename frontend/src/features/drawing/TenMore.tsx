import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { DrawingPad } from './DrawingPad';
import styles from './DrawingPad.module.css';
import { useDrawing } from './drawingStore';
import { useKeeping } from './keeping';

const WANTED = 10;

/** Ten drawings of one label, one after the other, for the data set "My drawings". */
export function TenMore({ label }: { label: string }) {
  const { t } = useTranslation('drawing');
  const strokes = useDrawing((state) => state.strokes);
  const [kept, setKept] = useState(0);
  const keeping = useKeeping((change) => setKept((count) => count + change));
  const empty = strokes.length === 0;
  return (
    <div role="group" aria-label={t('ten.title', { label })} className={styles.ten}>
      <DrawingPad hint={t('ten.hint', { label })} />
      <Button
        variant="filled"
        disabled={empty || keeping.isPending}
        title={empty ? t('nothingDrawn') : undefined}
        onClick={() => keeping.mutate({ label, strokes })}
      >
        {t('keepAs', { label })}
      </Button>
      <progress aria-label={t('ten.title', { label })} value={Math.min(kept, WANTED)} max={WANTED} />
      <p role="status" className={styles.caption}>
        {kept >= WANTED ? t('ten.done', { count: kept }) : t('ten.count', { kept: number(kept), wanted: number(WANTED) })}
      </p>
    </div>
  );
}
