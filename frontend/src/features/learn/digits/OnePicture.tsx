import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { Panel, PixelImage } from '@/shared/ui';
import styles from './Digits.module.css';
import { CLASSES, type Look, SIDE } from './network';
import { Outputs } from './Outputs';

interface Props {
  look: Look;
  row: number;
  count: number;
  /** Go to another picture; where it is not for the reader to choose, nothing. */
  go?: (row: number) => void;
  /** The same before the last step; nothing where there was none, absent where it is not to be shown. */
  before?: Look | null;
}

/** A picture of the training data, and what the network makes of it. */
export function OnePicture({ look, row, count, go, before }: Props) {
  const { t } = useTranslation('lesson-digits');
  const digit = CLASSES[look.label];
  return (
    <Panel label={t('picture.title')} aside={<span className={styles.note}>{t('picture.place', { number: number(row + 1), all: number(count) })}</span>}>
      <div className={styles.picture}>
        <div>
          <PixelImage values={look.pixels} width={SIDE} height={SIDE} scale="chalk" extent={1} label={t('picture.label', { digit })} className={styles.pixels} />
          {go && (
            <div className={styles.browse}>
              <Button aria-label={t('picture.previous')} disabled={row === 0} onClick={() => go(row - 1)}>
                ←
              </Button>
              <Button aria-label={t('picture.next')} disabled={row === count - 1} onClick={() => go(row + 1)}>
                →
              </Button>
            </div>
          )}
        </div>
        <div>
          <Outputs outputs={look.outputs} label={look.label} before={before && before.outputs} />
          <p className={styles.loss}>
            {t(before ? 'picture.lossAfter' : 'picture.loss', { loss: number(look.loss, 3), before: number(before?.loss, 3) })}
          </p>
        </div>
      </div>
    </Panel>
  );
}
