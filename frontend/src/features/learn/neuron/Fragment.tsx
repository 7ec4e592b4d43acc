import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { AnswerPlane } from '@/shared/lab';
import { Panel, Slider, Waiting } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { blobs, neuronRecipe, type Place, shared, shareAt, Square, Troubles, useLab, useWeights, ZeroLine } from '../shared';
import { Judged } from './Judged';
import { areDifferent, isLine, isUpright, type Line, sumAt } from './lines';
import styles from './Neuron.module.css';
import { SumOf } from './SumOf';

/** The same network while its line is played with; then others, which begin with other weights. */
const PLAIN = neuronRecipe({ dataset: blobs(40, 0.25), seed: 9 });
const RECIPES: Readonly<Record<string, typeof PLAIN>> = {
  apart: neuronRecipe({ dataset: blobs(40, 0.25), seed: 1 }),
  limit: neuronRecipe({ dataset: { dataset: 'xor', count: 80 }, seed: 1 }),
};
const MARKED: Place = { x: 0.5, y: 0.7 };
const CELLS = 48;
const ARROW = 0.05;

/** A neuron whose three numbers one sets by hand, and what it answers everywhere. */
export function Fragment({ step, complete }: FragmentProps) {
  const { t } = useTranslation('lesson-neuron');
  const lab = useLab(RECIPES[step] ?? PLAIN);
  const { player, told, out } = lab;
  const { w, b, set } = useWeights(player);
  const [place, setPlace] = useState<(Place & { step: string }) | null>(null);
  const [mark, setMark] = useState<{ w: string; above: boolean } | null>(null);
  const [tries, setTries] = useState<readonly Line[]>([]);
  const [best, setBest] = useState(0);
  const line: Line | null = w && { w: [w[0] ?? 0, w[1] ?? 0], b };
  const { reach } = player.screen;
  const range = { low: -reach, high: reach, cells: CELLS };
  const judged = step === 'apart' || step === 'limit';
  const here = place?.step === step ? place : null;

  const put = (old: Line, parameter: 'W' | 'b', at: number, value: number) => {
    const next = parameter === 'b' ? { ...old, b: value } : { ...old, w: old.w.with(at, value) as [number, number] };
    if (step === 'line' && isUpright(next)) complete();
    if (step === 'bias' && parameter === 'b') {
      // where the point lay when the line last stood still in this direction
      const before = mark?.w === old.w.join() ? mark : { w: old.w.join(), above: sumAt(old, MARKED.x, MARKED.y) > 0 };
      setMark(before);
      if (isLine(old) && sumAt(next, MARKED.x, MARKED.y) > 0 !== before.above) complete();
    }
    if (step === 'limit' && isLine(next) && tries.every((other) => areDifferent(other, next))) setTries([...tries, next]);
    void set(parameter, at, value).then(() => {
      const right = player.screen.out?.measured?.training.accuracy ?? 0;
      if (step === 'limit') setBest((known) => Math.max(known, right));
      if (step === 'apart' && right === 1) complete();
    });
  };

  const picture = (
    <>
      <AnswerPlane screen={player.screen} points={judged && out ? told.points : null} label={t('plane.picture')} answer="answer" />
      {line && <ZeroLine w={line.w} b={line.b} reach={reach} />}
      {step === 'bias' && (
        <span
          role="img"
          aria-label={t('plane.marked')}
          className={styles.mark}
          style={{ left: `${100 * shareAt(MARKED.x, range)}%`, top: `${100 - 100 * shareAt(MARKED.y, range)}%` }}
        />
      )}
    </>
  );
  return (
    <div className={shared.column}>
      <Troubles lab={lab} />
      <div className={shared.board}>
        <Panel label={t('plane.title')}>
          {step === 'sum' ? (
            <Square
              label={here ? t('plane.at', { x: number(here.x, 2), y: number(here.y, 2) }) : t('plane.label')}
              range={range}
              place={here}
              step={ARROW}
              onPlace={(to) => setPlace({ ...to, step })}
            >
              {picture}
            </Square>
          ) : (
            <div className={shared.plane}>{picture}</div>
          )}
          <p className={styles.key}>
            <span data-side="above">{t('key.above')}</span>
            <span data-side="zero">{t('key.zero')}</span>
            <span data-side="below">{t('key.below')}</span>
          </p>
        </Panel>
        <Panel label={t('numbers.title')}>
          {line ? (
            <>
              {line.w.map((value, at) => (
                <Slider
                  key={at}
                  label={at === 0 ? 'w₁' : 'w₂'}
                  note={t(`numbers.w${at + 1}`)}
                  value={value}
                  text={number(value, 2)}
                  min={-3}
                  max={3}
                  step={0.05}
                  onChange={(to) => put(line, 'W', at, to)}
                />
              ))}
              <Slider label="b" note={t('numbers.b')} value={b} text={number(b, 2)} min={-3} max={3} step={0.05} onChange={(to) => put(line, 'b', 0, to)} />
            </>
          ) : (
            !told.error && <Waiting />
          )}
          {step === 'sum' && line && <SumOf player={player} line={line} place={here} onNearZero={complete} />}
          {judged && <Judged out={out} tries={step === 'limit' ? { count: tries.length, best } : null} onConvinced={complete} />}
        </Panel>
      </div>
    </div>
  );
}
