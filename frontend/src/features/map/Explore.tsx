import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapOut } from '@/api';
import { number } from '@/shared/format';
import { useNear } from './asking';
import { Legend } from './Legend';
import styles from './Map.module.css';
import { MapPlane } from './MapPlane';
import { Near } from './Near';
import type { Places } from './places';
import { PointCard } from './PointCard';
import { Selection } from './Selection';
import { pointWords } from './wording';

interface Props {
  model: string;
  map: MapOut;
  places: Places;
  lasts: number;
}

const NOBODY: ReadonlySet<number> = new Set();

/** The points of a map, what is chosen among them, and what is told of that. */
export function Explore({ model, map, places, lasts }: Props) {
  const { t } = useTranslation('map');
  const [hidden, setHidden] = useState(NOBODY);
  const [onlyWrong, setOnlyWrong] = useState(false);
  const [selected, setSelected] = useState(NOBODY);
  const [chosen, setChosen] = useState<number | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [nearOpened, setNearOpened] = useState(false);
  const { label, predicted, row, class_names: names } = map;
  const wrong = useMemo(() => label.map((one, point) => one !== predicted[point]), [label, predicted]);
  const counts = useMemo(() => names.map((_, own) => label.filter((one) => one === own).length), [names, label]);
  const shown = useCallback((point: number) => !hidden.has(label[point] ?? 0) && (!onlyWrong || wrong[point] === true), [hidden, label, onlyWrong, wrong]);
  const near = useNear(model, chosen === null ? null : (row[chosen] ?? null), nearOpened);
  const onMap = useMemo(() => (near.found?.rows ?? []).map((one) => row.indexOf(one.row)).filter((point) => point >= 0 && shown(point)), [near.found, row, shown]);
  const clear = useCallback(() => setSelected(NOBODY), []);
  const wrongs = wrong.filter(Boolean).length;
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <MapPlane
          places={places}
          lasts={lasts}
          names={names}
          label={label}
          wrong={wrong}
          shown={shown}
          selected={selected}
          near={onMap}
          name={t('name', { count: label.length, number: number(label.length) })}
          said={chosen === null ? '' : pointWords(t, map, chosen)}
          chosen={chosen}
          pointed={pointed}
          choose={setChosen}
          point={setPointed}
          select={setSelected}
        />
        <Legend names={names} counts={counts} hidden={hidden} hide={setHidden} wrong={wrongs} onlyWrong={onlyWrong} showOnlyWrong={setOnlyWrong} />
      </div>
      <div className={styles.side}>
        <PointCard model={model} map={map} point={pointed ?? chosen} />
        <Near model={model} map={map} chosen={chosen} opened={nearOpened} open={() => setNearOpened(true)} {...near} />
        <Selection map={map} selected={selected} chosen={chosen} choose={setChosen} clear={clear} />
      </div>
    </div>
  );
}
