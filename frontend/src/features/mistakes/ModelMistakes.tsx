import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MistakesOut, ModelDetail, ModelOut, NearOut } from '@/api';
import { getModelOptions } from '@/api/@tanstack/react-query.gen';
import { visible } from '@/shared/characters';
import { ConfusionMatrix } from '@/shared/confusion';
import { EXAMINED, type Examined } from '@/shared/mistakes';
import { readsDrawings } from '@/shared/models';
import type { Recipe } from '@/shared/recipe';
import { Dialog, EmptyState, ErrorText, Panel, Waiting } from '@/shared/ui';
import { useMistakes } from './asking';
import { CorrectionsPanel } from './CorrectionsPanel';
import styles from './Mistakes.module.css';
import { OnePicture } from './OnePicture';
import { Pictures } from './Pictures';
import { type Place, usualSplit } from './place';
import { useCorrections } from './useCorrections';

interface Props {
  model: ModelOut;
  place: Place;
  pad: (label: string) => ReactNode;
}

export function ModelMistakes({ model, place, pad }: Props) {
  const { data: detail, error, refetch } = useQuery(getModelOptions({ path: { id: model.id } }));
  if (!detail) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  return <Loop model={detail} place={place} pad={pad} />;
}

const AT_ONCE = 60;
const MOST = 400;

/** Matrix → cell → pictures → one picture → why → put right → train again → compare. */
function Loop({ model, place, pad }: Props & { model: ModelDetail }) {
  const { t } = useTranslation('mistakes');
  const [count, setCount] = useState(AT_ONCE);
  const [near, setNear] = useState<{ from: number | null; picture: NearOut } | null>(null);
  const [drawing, setDrawing] = useState<string | null>(null);
  const corrections = useCorrections(model.id, model.recipe as unknown as Recipe);
  const { actual, predicted, row, go } = place;
  const split = place.split ?? usualSplit(model.recipe as unknown as Recipe);
  const { mistakes, fresh, error, again } = useMistakes(model.id, { split, actual, predicted }, count);
  const chosen = mistakes?.rows.find((one) => one.row === row);
  const opened = near && near.from === row ? near.picture : chosen;
  const names = model.class_names.map((name) => visible(name));
  const title = useTitle(mistakes, actual, predicted, names);
  const toCell = (to: Partial<Pick<Place, 'actual' | 'predicted' | 'split'>>) => {
    setCount(AT_ONCE);
    setNear(null);
    go(to);
  };
  return (
    <div className={styles.columns}>
      <Panel label={t('matrix.title')} className={styles.panel}>
        <SegmentedControl
          aria-label={t('matrix.split')}
          value={split}
          onChange={(to) => toCell({ split: to as Examined })}
          data={EXAMINED.map((value) => ({ value, label: t(`matrix.${value}`) }))}
        />
        {mistakes?.split === split && (
          <ConfusionMatrix
            confusion={{ matrix: mistakes.confusion, of: split }}
            classNames={model.class_names}
            onOpen={(truth, guess) => toCell({ actual: truth, predicted: guess })}
            opened={actual !== null && predicted !== null ? [actual, predicted] : null}
          />
        )}
        {!mistakes && !error && <Waiting />}
        {error ? <ErrorText error={error} retry={again} /> : null}
        <div className={styles.cell}>
          <ClassChoice label={t('matrix.actual')} names={names} value={actual} choose={(to) => toCell({ actual: to })} />
          <ClassChoice label={t('matrix.predicted')} names={names} value={predicted} choose={(to) => toCell({ predicted: to })} />
        </div>
      </Panel>
      {(mistakes || !error) && (
        <Pictures
          found={mistakes}
          fresh={fresh}
          title={title}
          row={row}
          choose={(to) => {
            setNear(null);
            go({ row: to });
          }}
          more={() => setCount((shown) => Math.min(shown + AT_ONCE, MOST))}
          corrections={corrections}
        />
      )}
      {mistakes && opened ? (
        <OnePicture
          key={`${opened === chosen} ${opened.row}`}
          model={model}
          of={mistakes}
          example={opened}
          back={opened === chosen ? undefined : () => setNear(null)}
          open={(picture) => setNear({ from: row, picture })}
          corrections={corrections}
          draw={readsDrawings(model) ? setDrawing : null}
        />
      ) : (
        <Panel label={t('one.title')} className={styles.panel}>
          <EmptyState title={t('one.noneTitle')}>{t('one.none')}</EmptyState>
        </Panel>
      )}
      <CorrectionsPanel model={model} pictures={(mistakes?.kind ?? 'pictures') === 'pictures'} corrections={corrections} />
      <Dialog opened={drawing !== null} onClose={() => setDrawing(null)} title={t('draw.title', { label: visible(drawing ?? '') })} closeButtonProps={{ 'aria-label': t('common:close') }}>
        {drawing !== null && pad(drawing)}
      </Dialog>
    </div>
  );
}

function useTitle(found: MistakesOut | null, actual: number | null, predicted: number | null, names: readonly string[]): string {
  const { t } = useTranslation('mistakes');
  const [label, guess] = [actual, predicted].map((place) => (place === null ? '' : (names[place] ?? String(place))));
  if (!found || (actual === null && predicted === null)) return t('pictures.all');
  if (actual !== null && predicted !== null) return t(actual === predicted ? 'pictures.hit' : 'pictures.cell', { label, guess });
  return actual !== null ? t('pictures.row', { label }) : t('pictures.column', { guess });
}

/** One of the classes or any: the same cells for whoever does not point at them. */
function ClassChoice({ label, names, value, choose }: { label: string; names: readonly string[]; value: number | null; choose: (value: number | null) => void }) {
  const { t } = useTranslation('mistakes');
  return (
    <NativeSelect
      label={label}
      value={value === null ? '' : String(value)}
      onChange={(event) => choose(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
      data={[{ value: '', label: t('matrix.any') }, ...names.map((name, place) => ({ value: String(place), label: name }))]}
    />
  );
}
