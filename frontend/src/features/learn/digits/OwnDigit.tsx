import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabOut } from '@/api';
import type { Drawing } from '@/shared/drawn';
import type { Player } from '@/shared/lab';
import { Panel, PixelImage } from '@/shared/ui';
import styles from './Digits.module.css';
import { CLASSES, guess, SIDE } from './network';
import { Outputs } from './Outputs';
import { useLook } from './useLook';

interface Props {
  player: Player;
  out: LabOut | null;
  trained: boolean;
  pad: ReactNode;
  drawing: Drawing;
  /** The trained network has read a new drawing as what it was to be. */
  onRead: () => void;
}

/** The reader says which digit it will be, draws it, and sees what the network reads. */
export function OwnDigit({ player, out, trained, pad, drawing, onRead }: Props) {
  const { t } = useTranslation('lesson-digits');
  const [label, setLabel] = useState(0);
  const [old, setOld] = useState(drawing); // what was on the pad before
  const example = useMemo(
    () => (drawing.strokes.length > 0 ? { strokes: drawing.strokes.map((stroke) => stroke.map(([x, y]): [number, number] => [x, y])), brush: drawing.brush, label } : null),
    [drawing, label],
  );
  const found = useLook(player, out, example);
  const read = found !== null && found.example === example && guess(found.look.outputs) === label;
  const done = read && trained && drawing !== old;
  useEffect(() => {
    if (done) onRead();
  }, [done, onRead]);
  const choose = (digit: number) => {
    setLabel(digit);
    setOld(drawing);
  };
  return (
    <div className={styles.own}>
      <div className={styles.pad}>{pad}</div>
      <Panel label={t('own.title')}>
        <fieldset className={styles.digits}>
          <legend>{t('own.which')}</legend>
          {CLASSES.map((digit) => (
            <label key={digit} className={styles.digit}>
              <input type="radio" name="digit" checked={digit === label} onChange={() => choose(digit)} />
              {digit}
            </label>
          ))}
        </fieldset>
        {!trained && <p className={styles.note}>{t('own.untrained')}</p>}
        {found ? (
          <div className={styles.picture}>
            <PixelImage values={found.look.pixels} width={SIDE} height={SIDE} scale="chalk" extent={1} label={t('own.input')} className={styles.pixels} />
            <Outputs outputs={found.look.outputs} label={found.look.label} />
          </div>
        ) : (
          <p className={styles.empty}>{t('own.empty', { digit: label })}</p>
        )}
      </Panel>
    </div>
  );
}
