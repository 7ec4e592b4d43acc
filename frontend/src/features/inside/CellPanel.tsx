import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { createElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellOut, Selected } from '@/api';
import { number } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { reachOf } from '@/shared/maps/windows';
import { ErrorText, Panel } from '@/shared/ui';
import { written } from './indexing';
import type { Direction } from './questions';
import styles from './CellPanel.module.css';
import { viewOf } from './views';

interface Props {
  selected: Selected;
  cell: CellOut | null;
  error: unknown;
  again: () => void;
  direction: Direction;
  turn: (direction: 'forward' | 'backward') => void;
  /** The chosen number, and why nothing can be said of it (an input comes from outside, the last gradient from the loss). */
  index: readonly number[] | null;
  origin: 'input' | 'loss' | null;
  pinned: boolean;
  letGo: () => void;
  /** The nodes that read this one, of which one is followed back. */
  readers: readonly string[];
  reader: number;
  chooseReader: (place: number) => void;
  /** Of a recurrent layer: at which step. */
  step: number | null;
  chooseStep: (step: number) => void;
}

/** Where the chosen number came from: its window, its terms, its sum, with the real numbers. */
export function CellPanel(props: Props) {
  const { t } = useTranslation('inside');
  const { selected, cell, error, again, direction, turn, index, origin, pinned, letGo, readers, reader, chooseReader, step, chooseStep } = props;
  return (
    <Panel label={t('cell.title')} className={styles.panel}>
      {direction !== 'weight' && (
        <SegmentedControl
          fullWidth
          aria-label={t('cell.direction')}
          value={direction}
          onChange={(value) => turn(value as 'forward' | 'backward')}
          data={[
            { value: 'forward', label: t('cell.forward') },
            { value: 'backward', label: t('cell.backward') },
          ]}
        />
      )}
      {index === null ? (
        <p className={styles.help}>{t(direction === 'weight' ? 'cell.pointAtWeight' : 'cell.pointAt')}</p>
      ) : (
        <div className={styles.head}>
          <code>
            {selected.name}
            {written(index)}
          </code>
          {pinned && (
            <Button size="compact-sm" onClick={letGo}>
              {t('cell.letGo')}
            </Button>
          )}
        </div>
      )}
      {index !== null && origin && <p className={styles.help}>{t(`cell.from.${origin}`)}</p>}
      {direction === 'backward' && readers.length > 1 && (
        <NativeSelect
          label={t('cell.readers', { count: readers.length })}
          value={String(reader)}
          onChange={(event) => chooseReader(Number(event.currentTarget.value))}
          data={readers.map((name, place) => ({ value: String(place), label: name }))}
        />
      )}
      {direction === 'forward' && selected.steps !== null && selected.shape.length === 1 && (
        <label className={styles.step}>
          {t('cell.step', { number: number(step ?? selected.steps - 1), last: number(selected.steps - 1) })}
          <input type="range" min={0} max={selected.steps - 1} value={step ?? selected.steps - 1} onChange={(event) => chooseStep(Number(event.currentTarget.value))} />
        </label>
      )}
      {error !== null && error !== undefined ? <ErrorText error={error} retry={again} /> : null}
      {index !== null && !origin && cell && <Explained cell={cell} selected={selected} direction={direction} />}
    </Panel>
  );
}

function Explained({ cell, selected, direction }: { cell: CellOut; selected: Selected; direction: Direction }) {
  const { t } = useTranslation('inside');
  const [window] = direction === 'forward' ? cell.windows : [];
  const from = window && cell.sources.find(({ of }) => of === window.of)?.node;
  const source = selected.inputs.find(({ name }) => name === from)?.shape;
  const [rows, columns] = window ? reachOf(window) : [];
  return (
    <div className={styles.told}>
      <p className={styles.big}>
        {t(`cell.is.${direction}`)} <b>{amount(cell.value, 4)}</b>
      </p>
      {cell.value === null && <p className={styles.nan}>✕ {t('cell.notANumber')}</p>}
      <p className={styles.help}>{t(`cell.kinds.${cell.kind}`)}</p>
      {direction === 'backward' && <p className={styles.help}>{t('cell.through', { node: cell.node })}</p>}
      {from && rows && columns && (
        <p className={styles.help}>
          {t('cell.window', { node: from, top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] })}
        </p>
      )}
      {createElement(viewOf(cell), { cell, source })}
    </div>
  );
}
