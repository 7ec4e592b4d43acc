import { Button, CloseButton, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelDetail } from '@/api';
import { listDrawingsOptions } from '@/api/@tanstack/react-query.gen';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import type { Recipe } from '@/shared/recipe';
import { toast } from '@/shared/toast';
import { Panel, Thumb } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { extraDrawingsOf, withData } from './corrections';
import styles from './Mistakes.module.css';
import { Retraining } from './Retraining';
import type { Corrections } from './useCorrections';

const MOST_SHOWN = 60;

/** Everything that was put right, and the way on: a run that begins with this model's weights. */
export function CorrectionsPanel({ model, pictures, corrections }: { model: ModelDetail; pictures: boolean; corrections: Corrections }) {
  const { t } = useTranslation('mistakes');
  const recipe = model.recipe as unknown as Recipe;
  const { list, undo, redo } = corrections;
  const left = list.filter(({ correction }) => correction === 'exclude').length;
  const drawn = useDrawn(model, recipe);
  const [learns, setLearns] = useState(true);
  const drawings = drawn === null ? 0 : learns ? drawn : 0;
  const changed = corrections.changed || drawings !== extraDrawingsOf(recipe);
  return (
    <Panel label={t('panel.title')} className={styles.panel}>
      <p aria-live="polite" className={styles.sentence}>
        {list.length === 0 ? t('panel.none') : t('panel.count', { count: list.length, relabelled: number(list.length - left), left: number(left) })}
      </p>
      <div className={styles.labels}>
        <Button disabled={!undo} title={undo ? undefined : t('panel.nothingToUndo')} onClick={() => undo?.()}>
          {t('panel.undo')}
        </Button>
        <Button disabled={!redo} title={redo ? undefined : t('panel.nothingToRedo')} onClick={() => redo?.()}>
          {t('panel.redo')}
        </Button>
      </div>
      {list.length > 0 && (
        <ul className={styles.list} aria-label={t('panel.list')}>
          {list.slice(-MOST_SHOWN).map((one) => {
            const words = one.correction === 'exclude' ? t('panel.left', { row: number(one.row) }) : t('panel.relabelled', { row: number(one.row), label: visible(one.label) });
            return (
              <li key={one.row}>
                {pictures && <Thumb className={styles.thumb} dataset={model.dataset} split="train" row={one.row} />}
                <span>{words}</span>
                <CloseButton aria-label={t('panel.remove', { what: words })} onClick={() => corrections.correct({ row: one.row, crc: one.crc ?? 0 }, undefined)} />
              </li>
            );
          })}
        </ul>
      )}
      {drawn !== null && drawn > 0 && (
        <Switch label={t('panel.drawings', { count: drawn })} checked={learns} onChange={(event) => setLearns(event.currentTarget.checked)} />
      )}
      <ForDraft recipe={recipe} corrections={corrections} drawings={drawings} />
      <Retraining model={model} recipe={() => withData(recipe, list, drawings)} changed={changed} corrections={corrections} />
    </Panel>
  );
}

/** How many kept drawings are of the model's classes; null where its data are one's drawings already, or no such pictures. */
function useDrawn({ class_names: names, input_shape: shape, dataset }: ModelDetail, recipe: Recipe): number | null {
  const fits = dataset !== 'drawings' && shape.join() === '28,28,1';
  const { data } = useQuery({ ...listDrawingsOptions(), enabled: fits });
  if (!fits) return null;
  return data ? data.filter(({ label }) => names.includes(label)).length : extraDrawingsOf(recipe);
}

/** What was put right is worth having in the network on the canvas, too, if that learns from the same data. */
function ForDraft({ recipe, corrections, drawings }: { recipe: Recipe; corrections: Corrections; drawings: number }) {
  const { t } = useTranslation('mistakes');
  const draft = useWorkbench((bench) => bench.recipe);
  const name = useWorkbench((bench) => bench.name);
  const sameData = draft && JSON.stringify(draft.data?.dataset ?? 'mnist') === JSON.stringify(recipe.data?.dataset ?? 'mnist');
  if (!draft || !sameData || corrections.list.length === 0) return null;
  const take = () => {
    useWorkbench.getState().edit(withData(draft, corrections.list, drawings));
    toast(t('draft.taken', { name }));
  };
  return (
    <div>
      <Button onClick={take}>{t('draft.take', { name })}</Button>
    </div>
  );
}
