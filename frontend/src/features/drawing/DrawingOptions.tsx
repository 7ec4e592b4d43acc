import { Slider } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { percent } from '@/shared/format';
import { useDrawing } from './drawingStore';
import { KeptDrawings } from './KeptDrawings';
import { SampleKeeper } from './SampleKeeper';
import { BRUSH, BRUSH_RANGE } from './strokes';
import styles from './DrawingPad.module.css';

/** Pen width, drawings that were set aside, and keeping one as a sample with its label. */
export function DrawingOptions() {
  const { t } = useTranslation('drawing');
  const brush = useDrawing((state) => state.brush);
  const { setBrush } = useDrawing.getState();
  const [min, max] = BRUSH_RANGE;
  return (
    <div className={styles.options}>
      <div>
        <p className={styles.caption}>
          {t('penWidth')}: <span className="num">{percent(brush)}</span>
        </p>
        <Slider
          min={min}
          max={max}
          step={0.001}
          value={brush}
          onChange={setBrush}
          marks={[{ value: BRUSH }]}
          label={percent}
          thumbLabel={t('penWidth')}
          size="sm"
        />
      </div>
      <KeptDrawings />
      <SampleKeeper />
    </div>
  );
}
