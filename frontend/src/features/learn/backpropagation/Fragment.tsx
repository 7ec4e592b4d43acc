import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorText, Waiting } from '@/shared/ui';
import type { FragmentProps } from '../lessons';
import { AnswerBox } from './AnswerBox';
import styles from './Backpropagation.module.css';
import { Comparison } from './Comparison';
import { Computation } from './Computation';
import { GIVEN, type Numbers, useNumbers } from './engine';
import { hidden, inFormula, QUESTIONS, written } from './steps';

/** One example forward and back, with the numbers of the engine: each step asks the reader for one of them. */
export function Fragment({ step, complete }: FragmentProps) {
  const { data: numbers, error, refetch } = useNumbers(GIVEN);
  if (error) return <ErrorText error={error} retry={() => void refetch()} />;
  if (!numbers) return <Waiting />;
  return <Step key={step} step={step} numbers={numbers} complete={complete} />;
}

/** The first weight is the last to be reached, and compared with two other ways to find its slope. */
const COMPARED = 'first';

function Step({ step, numbers, complete }: { step: string; numbers: Numbers; complete: () => void }) {
  const { t } = useTranslation('lesson-backpropagation');
  const [own, setOwn] = useState<string | null>(null);
  const question = QUESTIONS[step];
  if (!question) return null;
  const filled = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, written(value)]));
  const right = (answer: string) => {
    setOwn(answer);
    if (step !== COMPARED) complete();
  };
  return (
    <div className={styles.panels}>
      <AnswerBox name={question.asks} value={numbers[question.asks]} hint={t(`hints.${step}`, filled)} working={question.working(inFormula(numbers))} onRight={right} />
      <Computation numbers={numbers} hidden={hidden(step, own !== null)} asked={own === null ? question.asks : null} />
      {step === COMPARED && <Comparison numbers={numbers} own={own} onCompared={complete} />}
    </div>
  );
}
