import { useElementSize, useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnOut } from '@/api';
import { EmptyState, ErrorText, Panel, Waiting } from '@/shared/ui';
import { layoutOf } from '../../sheets';
import { type Filter, useEditing, useRows } from '../asking';
import { Actions } from './Actions';
import { Caption } from './Caption';
import { toggled } from './choosing';
import { Classes } from './Classes';
import { Field } from './Field';
import { Filters } from './Filters';
import { Reading } from './Reading';
import styles from './Set.module.css';

/** A class is called by its name: its number changes when another one goes. */
type Wanted = Omit<Filter, 'label'> & { name: string | null };

const ALL: Wanted = { name: null, split: null, only: null, model: null };
const CELL = 64; // pixels
const NONE: ReadonlySet<number> = new Set();

/** All pictures under a filter, to be chosen and put right. */
export function Curating({ own }: { own: OwnOut }) {
  const { t } = useTranslation('own');
  const [{ name, ...wanted }, setWanted] = useState(ALL);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(NONE);
  const [at, setAt] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const { ref, width } = useElementSize();
  const place = own.classes.findIndex((one) => one.name === name);
  const filter: Filter = { ...wanted, label: place < 0 ? null : place };
  const { rows, fresh, reading, error, again } = useRows(own, filter);
  const editing = useEditing(own);
  const [height = 1, wide = 1] = own.shape;
  const layout = layoutOf(width, rows?.row.length ?? 0, CELL, height / wide);

  useHotkeys([
    ['mod+Z', () => own.undo && !editing.busy && editing.undo.mutate(own.version)],
    ['mod+shift+Z', () => own.redo && !editing.busy && editing.redo.mutate(own.version)],
  ]);

  const show = (next: Partial<Wanted>) => {
    setWanted({ ...wanted, name, ...next });
    setChosen(NONE);
    setAt(null);
    setPointed(null);
  };
  return (
    <div className={styles.columns}>
      <Panel label={t('field.title')} heading={null} className={styles.panel}>
        <Actions own={own} rows={rows} chosen={chosen} choose={setChosen} editing={editing} />
        <div ref={ref} className={styles.place}>
          {error ? (
            <ErrorText error={error} retry={again} />
          ) : reading ? (
            <Reading job={reading} />
          ) : !rows ? (
            <Waiting />
          ) : rows.row.length === 0 ? (
            <EmptyState title={t('field.none')}>{t(filter.only === 'wrong' ? 'field.noneWrong' : 'field.noneText')}</EmptyState>
          ) : (
            width > 0 && (
              <Field
                // another selection begins at its top, and another layout is measured anew
                key={`${JSON.stringify(filter)} ${layout.columns} ${layout.cell}`}
                own={own}
                rows={rows}
                fresh={fresh}
                layout={layout}
                chosen={chosen}
                toggle={(some) => setChosen(toggled(chosen, some))}
                choose={setChosen}
                at={at}
                go={setAt}
                pointed={pointed}
                point={setPointed}
              />
            )
          )}
        </div>
        <Caption own={own} rows={rows} at={pointed ?? at} />
      </Panel>
      <Panel label={t('filters.title')} heading={t('filters.heading')} className={styles.panel}>
        <Filters own={own} filter={filter} show={show} />
        <Classes own={own} chosen={filter.label} show={(label) => show({ name: label === null ? null : (own.classes[label]?.name ?? null) })} editing={editing} />
      </Panel>
    </div>
  );
}
