import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabFollowed } from '@/api';
import { number } from '@/shared/format';
import { float32, type Player } from '@/shared/lab';
import { NEURON, type Place } from '../shared';
import { isLine, type Line } from './lines';
import styles from './Neuron.module.css';

interface Props {
  player: Player;
  line: Line;
  /** The place that was chosen. */
  place: Place | null;
  onNearZero: () => void;
}

interface Sum extends Line, Place {
  z: number;
}

const NEAR = 0.1;

/** The sum at the chosen place with all of its numbers, as the engine computes it. */
export function SumOf({ player, line, place, onNearZero }: Props) {
  const { t } = useTranslation('lesson-neuron');
  const [sum, setSum] = useState<Sum | null>(null);
  const show = useEffectEvent((found: LabFollowed | undefined, at: Place) => {
    const known = found && sumOf(found, at);
    if (!known) return;
    setSum(known);
    if (isLine(known) && Math.abs(known.z) < NEAR) onNearZero();
  });
  const [w1, w2] = line.w;
  useEffect(() => {
    if (place) void player.follow({ inputs: [place.x, place.y], label: 0 }).then((found) => show(found, place));
  }, [player, place, w1, w2, line.b]);
  if (!place || !sum) return <p className={styles.sum}>{t('sum.hint')}</p>;
  const written = (value: number) => (value < 0 ? `(${number(value, 2)})` : number(value, 2));
  return (
    <output className={styles.sum} aria-label={t('sum.title')}>
      <span>z = w₁ · x₁ + w₂ · x₂ + b</span>
      <span>
        = {written(sum.w[0])} · {written(sum.x)} + {written(sum.w[1])} · {written(sum.y)} + {written(sum.b)}
      </span>
      <strong>= {number(sum.z, 2)}</strong>
    </output>
  );
}

/** The numbers of the neuron with one example in it. */
function sumOf({ nodes, weights }: LabFollowed, { x, y }: Place): Sum | null {
  const [z] = float32(nodes.find(({ node }) => node === NEURON)?.values ?? '');
  const [w, bias] = ['W', 'b'].map((name) => float32(weights.find((one) => one.node === NEURON && one.name === name)?.values ?? ''));
  const [[w1, w2], [b]] = [w ?? [], bias ?? []] as [ArrayLike<number> & Iterable<number>, ArrayLike<number> & Iterable<number>];
  if (z === undefined || w1 === undefined || w2 === undefined || b === undefined) return null;
  return { x, y, w: [w1, w2], b, z };
}
