import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExplanationOut } from '@/api';
import type { Drawing } from '@/shared/drawn';
import { percent } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import type { Spot } from '@/shared/maps/planes';
import { ErrorText } from '@/shared/ui';
import { useExplanation } from './asking';
import styles from './Decision.module.css';
import { isBlack, pageOf, pointedAt, sharesOf } from './explanation';
import { WhyMap } from './WhyMap';

interface Props {
  drawing: Drawing;
  complete: () => void;
}

/** Parts of the gradient and of Grad-CAM that count as strong. */
const STRONG = 0.3;
const MIDDLE = 0.8;

/** A place that is pointed at: it follows the pointer until it is held by a click or a key, or the drawing is another. */
function usePointing(drawing: Drawing) {
  const [now, set] = useState<{ of: Drawing; spot: Spot | null; held: boolean }>({ of: drawing, spot: null, held: false });
  const { spot, held } = now.of === drawing ? now : { spot: null, held: false };
  const onSpot = (to: Spot, pressed: boolean) => {
    if (pressed || !held) set({ of: drawing, spot: to, held: pressed });
  };
  return { spot, held, onSpot };
}

function usePointed(of: ExplanationOut | null, spot: Spot | null) {
  const page = useMemo(() => of && pageOf(of), [of]);
  return page && spot ? pointedAt(page, spot) : null;
}

function useDone(done: boolean, complete: () => void) {
  useEffect(() => {
    if (done) complete();
  }, [done, complete]);
}

/** The gradient marks black pixels too: one of them is to be found. */
export function Gradient({ drawing, complete }: Props) {
  const { t } = useTranslation('lesson-decision');
  const { spot, held, onSpot } = usePointing(drawing);
  const { answer, error, again } = useExplanation(drawing, 'saliency');
  const pointed = usePointed(answer, spot);
  const black = answer !== null && spot !== null && isBlack(answer, spot);
  useDone(held && black && (pointed?.share ?? 0) >= STRONG, complete);
  return (
    <>
      {error ? <ErrorText error={error} retry={again} /> : null}
      {answer && <WhyMap of={answer} spot={spot} onSpot={onSpot} />}
      {answer && (
        <p role="status" className={styles.told}>
          {pointed ? t(black ? 'gradient.black' : 'gradient.ink', { share: percent(pointed.share, 0) }) : t('point')}
        </p>
      )}
    </>
  );
}

/** Shares that add up to the score, and the largest of them. */
export function Shares({ drawing, complete }: Props) {
  const { t } = useTranslation('lesson-decision');
  const { spot, held, onSpot } = usePointing(drawing);
  const { answer, error, again } = useExplanation(drawing, 'integrated_gradients');
  const pointed = usePointed(answer, spot);
  useDone(held && pointed?.isLargest === true, complete);
  const sum = answer && sharesOf(answer);
  return (
    <>
      {error ? <ErrorText error={error} retry={again} /> : null}
      {answer && <WhyMap of={answer} spot={spot} onSpot={onSpot} />}
      {answer && sum && (
        <div role="status" className={styles.told}>
          <p>
            {t('shares.sum', { label: answer.label ?? '', sum: amount(sum.sum, 4), score: amount(answer.score, 4), black: amount(sum.black, 4), difference: amount(sum.difference, 4) })}
          </p>
          <p>{pointed ? t(`shares.${pointed.isLargest ? 'largest' : pointed.value < 0 ? 'against' : 'other'}`, { value: amount(pointed.value, 2), share: percent(pointed.share, 0) }) : t('point')}</p>
        </div>
      )}
    </>
  );
}

/** Grad-CAM beside the gradient: what is pointed at in one is framed in both. */
export function Cam({ drawing, complete }: Props) {
  const { t } = useTranslation('lesson-decision');
  const { spot, held, onSpot } = usePointing(drawing);
  const cam = useExplanation(drawing, 'grad_cam');
  const gradient = useExplanation(drawing, 'saliency');
  const [region, fine] = [usePointed(cam.answer, spot), usePointed(gradient.answer, spot)];
  useDone(held && fine !== null && (region?.share ?? 0) >= MIDDLE, complete);
  const error = cam.error ?? gradient.error;
  return (
    <>
      {error ? <ErrorText error={error} retry={() => [cam, gradient].forEach(({ again }) => again())} /> : null}
      <div className={styles.pair}>
        {cam.answer && <WhyMap of={cam.answer} spot={spot} onSpot={onSpot} />}
        {gradient.answer && <WhyMap of={gradient.answer} spot={spot} onSpot={onSpot} />}
      </div>
      {cam.answer && (
        <p role="status" className={styles.told}>
          {region && fine ? t('cam.pointed', { region: percent(region.share, 0), fine: percent(fine.share, 0) }) : t('cam.point')}
        </p>
      )}
    </>
  );
}
