import { type CSSProperties, type MouseEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '@/shared/characters';
import { number } from '@/shared/format';
import { PixelImage, Slider } from '@/shared/ui';
import { Bars } from './Bars';
import { CellSum } from './CellSum';
import { Letters } from './Letters';
import styles from './Memory.module.css';
import { along, LETS_GO, lettingGo, type OverTime, picture, valueAt } from './overTime';
import { Reading } from './Reading';

const FIRST = 'alice was beginning to get very tired';

/** The gates of one unit over the letters of a text, chosen from all units. */
export function GatesStep({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-memory');
  const [text, setText] = useState(FIRST);
  const [chosen, setChosen] = useState({ unit: 0, at: 0 });
  return (
    <Reading title={t('gates.title')} text={text} onText={setText}>
      {(time) => {
        const choose = (unit: number, at: number) => {
          setChosen({ unit, at });
          if (valueAt(time, 'f', at, unit) < LETS_GO) complete();
        };
        const { unit, at } = chosen;
        return <Gates time={time} unit={Math.min(unit, time.units - 1)} at={Math.min(at, time.letters.length - 1)} choose={choose} />;
      }}
    </Reading>
  );
}

interface Props {
  time: OverTime;
  unit: number;
  at: number;
  choose: (unit: number, at: number) => void;
}

const GATES = ['i', 'f', 'o'] as const;

function Gates({ time, unit, at, choose }: Props) {
  const { t } = useTranslation('lesson-memory');
  const [keeping, letGo] = useMemo(() => [picture(time, 'f'), lettingGo(time)], [time]);
  const letting = letGo.map((units) => units / time.units);
  const count = time.letters.length;
  const point = (event: MouseEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const place = (share: number, all: number) => Math.max(0, Math.min(all - 1, Math.floor(share * all)));
    choose(place((event.clientY - top) / height, time.units), place((event.clientX - left) / width, count));
  };
  const letter = visible(time.letters[at] ?? '');
  return (
    <>
      <Slider label={t('gates.unit')} value={unit} text={number(unit)} min={0} max={time.units - 1} step={1} onChange={(value) => choose(value, at)} />
      <Letters letters={time.letters} at={at} onAt={(value) => choose(unit, value)}>
        {GATES.map((gate) => (
          <Bars
            key={gate}
            title={t(`gates.${gate}`)}
            values={along(time, gate, unit)}
            letters={time.letters}
            mark={gate === 'f' ? LETS_GO : undefined}
          />
        ))}
        <Bars title={t('gates.c')} values={along(time, 'c', unit)} letters={time.letters} signed />
        <figure className={styles.gate}>
          <figcaption>{t('gates.all', { units: number(time.units) })}</figcaption>
          <div className={styles.field} style={{ '--unit': unit, '--units': time.units } as CSSProperties} onClick={point}>
            <PixelImage values={keeping} width={count} height={time.units} scale="chalk" extent={1} label={t('gates.allName')} className={styles.tall} />
            <span className={styles.line} aria-hidden="true" />
          </div>
        </figure>
        <Bars title={t('gates.letGo', { limit: number(LETS_GO, 1) })} values={letting} letters={time.letters} most={Math.max(...letting, 0.1)} />
      </Letters>
      <CellSum time={time} unit={unit} at={at} />
      <p className={styles.note} role="status">
        {t('gates.here', { letter, units: number(letGo[at] ?? 0), all: number(time.units), limit: number(LETS_GO, 1) })}
      </p>
    </>
  );
}
