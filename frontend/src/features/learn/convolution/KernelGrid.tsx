import { SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { shared } from '../shared';
import styles from './Convolution.module.css';
import { type Kernel, SIDE } from './kernel';

const BRUSHES = [-1, 0, 1];

/** Nine weights to be painted with the pointer, or set by keys: arrows walk, and −, 0 and + put a weight there. */
export function KernelGrid({ kernel, change }: { kernel: Kernel; change: (kernel: Kernel) => void }) {
  const { t } = useTranslation('lesson-convolution');
  const [brush, setBrush] = useState(1);
  const grid = useRef<HTMLDivElement>(null);
  const put = (place: number, weight: number) => {
    if (kernel[place] !== weight) change(kernel.map((one, at) => (at === place ? weight : one)));
  };
  const keys = (event: React.KeyboardEvent, place: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const weight = { '-': -1, '−': -1, '0': 0, '1': 1, '+': 1 }[event.key];
    const [row, column] = [Math.floor(place / SIDE), place % SIDE];
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [];
    if (weight !== undefined) put(place, weight);
    else if (down !== undefined && right !== undefined) {
      event.preventDefault();
      const within = (at: number) => Math.max(0, Math.min(at, SIDE - 1));
      (grid.current?.children[within(row + down) * SIDE + within(column + right)] as HTMLElement | undefined)?.focus();
    }
  };
  return (
    <div className={styles.painting}>
      <div ref={grid} role="group" aria-label={t('kernel.weights')} className={styles.kernel}>
        {kernel.map((weight, place) => (
          <button
            key={place}
            type="button"
            aria-label={t('kernel.weight', { row: Math.floor(place / SIDE) + 1, column: (place % SIDE) + 1, value: number(weight, 2) })}
            className={styles.weight}
            style={{ '--ground': weight < 0 ? 'var(--negative)' : 'var(--positive)', '--share': `${Math.min(Math.abs(weight), 1) * 45}%` } as React.CSSProperties}
            onPointerDown={(event) => {
              if (event.button === 0) put(place, brush);
            }}
            onPointerEnter={(event) => {
              if (event.buttons === 1) put(place, brush);
            }}
            onClick={() => put(place, brush)}
            onKeyDown={(event) => keys(event, place)}
          >
            {number(weight, 2)}
          </button>
        ))}
      </div>
      <div className={styles.brush}>
        <span aria-hidden="true">{t('kernel.brush')}</span>
        <SegmentedControl
          aria-label={t('kernel.brush')}
          value={String(brush)}
          onChange={(value) => setBrush(Number(value))}
          data={BRUSHES.map((one) => ({ value: String(one), label: number(one) }))}
        />
      </div>
      <p className={shared.note}>{t('kernel.keys')}</p>
    </div>
  );
}
