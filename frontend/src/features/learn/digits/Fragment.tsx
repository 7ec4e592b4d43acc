import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listDatasetsOptions } from '@/api/@tanstack/react-query.gen';
import { number, percent } from '@/shared/format';
import { usePlayer } from '@/shared/lab';
import { ErrorText, Waiting } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { type Followed, LabRow, Troubles } from '../shared';
import styles from './Digits.module.css';
import { HiddenNeurons } from './HiddenNeurons';
import { ENOUGH, LEARNT, OUTPUT, recipeOf } from './network';
import { OnePicture } from './OnePicture';
import { OneStep } from './OneStep';
import { OwnDigit } from './OwnDigit';
import { useLook } from './useLook';

/** A small network reads 0, 1 and 2, of MNIST where it is there, else of the digits that the studio draws itself. */
export function Fragment(props: FragmentProps) {
  const { data: sets, error, refetch } = useQuery(listDatasetsOptions());
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!sets) return <Waiting />;
  const mnist = sets.some(({ name, state }) => name === 'mnist' && state === 'ready');
  return <Digits dataset={mnist ? 'mnist' : 'strokes'} {...props} />;
}

const NONE: readonly string[] = [];
const SHOWN = { plane: false, weights: false };
const PACE = 50; // pictures a second

function Digits({ dataset, step, complete, pad, drawing }: FragmentProps & { dataset: string }) {
  const { t } = useTranslation('lesson-digits');
  const recipe = useMemo(() => recipeOf(dataset), [dataset]);
  const { player, told } = usePlayer(recipe, NONE, OUTPUT, SHOWN);
  const lab: Followed = { player, told, out: told.out };
  const [row, setRow] = useState(0);
  const own = step === 'one' || step === 'draw'; // these look at examples of their own
  const example = useMemo(() => (own ? null : { row }), [own, row]);
  const found = useLook(player, told.out, example);
  useEffect(() => player.setPace(PACE), [player]);

  const right = told.out?.measured?.test.accuracy ?? 0;
  const begun = (told.out?.step ?? 0) > 0;
  const trained = begun && right >= LEARNT;
  const taught = step === 'many' && begun && right >= ENOUGH && told.playing;
  useEffect(() => {
    if (taught) complete();
  }, [taught, complete]);

  if (!told.out) return told.error ? <ErrorText error={told.error} retry={() => player.tryAgain()} /> : <Waiting />;
  const count = told.out.examples.training;
  return (
    <div className={styles.panels}>
      <Troubles lab={lab} />
      {step === 'look' && found && <Browser go={setRow} look={found.look} row={found.example.row} count={count} onThree={complete} />}
      {step === 'one' && <OneStep lab={lab} count={count} onStepped={complete} />}
      {step !== 'look' && step !== 'one' && <LabRow lab={lab} />}
      {step === 'many' && found && <OnePicture look={found.look} row={found.example.row} count={count} go={setRow} />}
      {step === 'weights' && found && <HiddenNeurons look={found.look} trained={trained} onChosen={complete} />}
      {step === 'draw' && <OwnDigit player={player} out={told.out} trained={trained} pad={pad} drawing={drawing} onRead={complete} />}
      <p className={styles.measured}>{t('measured', { right: percent(right), all: number(told.out.examples.test) })}</p>
      <p className={styles.note}>{t(`source.${dataset}`)}</p>
    </div>
  );
}

interface BrowserProps {
  go: (row: number) => void;
  look: React.ComponentProps<typeof OnePicture>['look'];
  row: number;
  count: number;
  /** Three different pictures were looked at. */
  onThree: () => void;
}

/** One picture after the other. */
function Browser({ go, look, row, count, onThree }: BrowserProps) {
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set([row]));
  const show = (to: number) => {
    go(to);
    const all = new Set([...seen, to]);
    setSeen(all);
    if (all.size >= 3) onThree();
  };
  return <OnePicture look={look} row={row} count={count} go={show} />;
}
