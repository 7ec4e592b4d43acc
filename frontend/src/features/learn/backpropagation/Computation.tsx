import { Fragment as Pair } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/shared/ui';
import styles from './Computation.module.css';
import type { Numbers } from './engine';
import { type Name, symbol, written } from './steps';

interface Box {
  name: Name;
  /** How it is computed of what comes before it. */
  rule?: string;
  slope?: Name;
  /** Its place: along the way to the loss, and across it. */
  along: number;
  across: number;
  /** Where its arrow points: on along the way, or across to it. */
  arrow?: 'on' | 'down' | 'up';
}

const BOXES: readonly Box[] = [
  { name: 'w1', slope: 'dw1', along: 3, across: 1, arrow: 'down' },
  { name: 'w2', slope: 'dw2', along: 7, across: 1, arrow: 'down' },
  { name: 't', along: 9, across: 1, arrow: 'down' },
  { name: 'x', along: 1, across: 3, arrow: 'on' },
  { name: 'z', rule: 'w₁·x + b₁', slope: 'dz', along: 3, across: 3, arrow: 'on' },
  { name: 'h', rule: 'σ(z)', slope: 'dh', along: 5, across: 3, arrow: 'on' },
  { name: 'y', rule: 'w₂·h + b₂', slope: 'dy', along: 7, across: 3, arrow: 'on' },
  { name: 'L', rule: '½(y − t)²', along: 9, across: 3 },
  { name: 'b1', slope: 'db1', along: 3, across: 5, arrow: 'up' },
  { name: 'b2', slope: 'db2', along: 7, across: 5, arrow: 'up' },
];

interface Props {
  numbers: Numbers;
  hidden: ReadonlySet<Name>;
  /** What is asked for. */
  asked: Name | null;
}

/** The computation as a graph: values on the way forward, and under them the slopes on the way back. */
export function Computation({ numbers, hidden, asked }: Props) {
  const { t } = useTranslation('lesson-backpropagation');
  const place = (along: number, across: number) => ({ '--along': along, '--across': across }) as React.CSSProperties;
  return (
    <Panel label={t('graph.title')}>
      <div className={styles.frame}>
        <div className={styles.graph}>
          {BOXES.map(({ name, rule, slope, along, across, arrow }) => {
            const back = slope !== undefined && !hidden.has(slope);
            const ahead = arrow === 'on' ? place(along + 1, across) : place(along, arrow === 'down' ? across + 1 : across - 1);
            return (
              <Pair key={name}>
                <div className={styles.box} style={place(along, across)} data-asked={asked === name || asked === slope || undefined}>
                  <span className={styles.name}>
                    <b>{symbol(name)}</b>
                    {rule && <span className={styles.rule}>{rule}</span>}
                  </span>
                  <span className={styles.value}>{hidden.has(name) ? '?' : written(numbers[name])}</span>
                  <span className={styles.slope}>
                    {back ? (
                      <>
                        <span aria-hidden="true">← </span>
                        {symbol(slope)} {written(numbers[slope])}
                      </>
                    ) : (
                      asked === slope && slope && `${symbol(slope)} ?`
                    )}
                  </span>
                </div>
                {arrow && <Arrow style={ahead} way={arrow} back={back} />}
              </Pair>
            );
          })}
        </div>
      </div>
      <p className={styles.key}>{t('graph.key')}</p>
    </Panel>
  );
}

/** From one box to the next; the way back is a second, broken line. */
function Arrow({ style, way, back }: { style: React.CSSProperties; way: string; back: boolean }) {
  return (
    <svg viewBox="0 0 26 20" width="26" height="20" aria-hidden="true" className={styles.arrow} style={style} data-way={way}>
      <path d="M2 6h20m-5-4 5 4-5 4" />
      {back && (
        <g className={styles.back}>
          <path d="M24 15H4" strokeDasharray="3 2" />
          <path d="m8 11-4 4 4 4" />
        </g>
      )}
    </svg>
  );
}
