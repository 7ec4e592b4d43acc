import { useTranslation } from 'react-i18next';
import type { PredictionOut } from '@/api';
import { AnswerBars, NoAnswers, ranked } from '@/shared/answers';
import { duration, number } from '@/shared/format';
import { bytesOf, ErrorText, Panel, PixelImage } from '@/shared/ui';
import { useChosenModel } from './chosenModel';
import { useDrawing } from './drawingStore';
import { ModelSwitch } from './ModelSwitch';
import { usePrediction } from './prediction';
import { useSpoken } from './spoken';
import styles from './PredictionPanel.module.css';

/** What the model makes of the drawing on the pad, while it is drawn. */
export function PredictionPanel({ className }: { className?: string }) {
  const { t } = useTranslation('drawing');
  const { id, models } = useChosenModel();
  const { answer, error, askAgain } = usePrediction(id);
  const headline = useHeadline(answer, error);
  const spoken = useSpoken(answer && !error ? headline : '');
  const classes = answer?.probabilities ?? classesOf(models.find((model) => model.id === id)?.class_names);
  return (
    <Panel
      label={t('prediction')}
      heading={headline}
      aside={answer && !error && <span className={styles.time}>{duration(answer.milliseconds / 1000)}</span>}
      className={className}
    >
      <ModelSwitch id={id} models={models} />
      {error ? (
        <ErrorText error={error} retry={askAgain} />
      ) : (
        <div className={styles.reading} data-old={answer !== null && answer.model !== id}>
          <Seen answer={answer} />
          {answer ? <AnswerBars chances={ranked(classes)} /> : <NoAnswers labels={classes.map(({ label }) => label)} />}
        </div>
      )}
      <span aria-live="polite" className="unseen">
        {spoken}
      </span>
    </Panel>
  );
}

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function classesOf(names: readonly string[] = DIGITS) {
  return names.map((label) => ({ label, probability: 0 }));
}

/** "This is a 7", or that it cannot be said and why. */
function useHeadline(answer: PredictionOut | null, error: unknown): string {
  const { t } = useTranslation('drawing');
  const empty = useDrawing((state) => state.strokes.length === 0);
  if (error) return t('noAnswer');
  if (!answer) return t(empty ? 'nothingYet' : 'reading');
  if (!answer.sure) return t('notSure');
  // in English it is "an 8"
  return /^(8|11$|18$|[aeiou])/i.test(answer.label) ? t('thisIsAn', { label: answer.label }) : t('thisIs', { label: answer.label });
}

/** The picture that the network really sees, and what is to be said about the answer. */
function Seen({ answer }: { answer: PredictionOut | null }) {
  const { t } = useTranslation('drawing');
  if (!answer) {
    return (
      <div className={styles.seen}>
        <div className={styles.picture} />
        <p className={styles.note}>{t('seenLater')}</p>
      </div>
    );
  }
  const { width, height, label, step, sure } = answer;
  return (
    <div className={styles.seen}>
      <PixelImage
        values={bytesOf(answer.picture)}
        width={width}
        height={height}
        scale="chalk"
        label={t('networkInput', { width, height, label })}
        className={styles.picture}
      />
      <p className={styles.note}>
        {sure ? (step === null ? t('seen') : t('afterStep', { count: step, step: number(step) })) : <Reason answer={answer} />}
      </p>
    </div>
  );
}

function Reason({ answer }: { answer: PredictionOut }) {
  const { t } = useTranslation('drawing');
  const [first, second] = answer.probabilities;
  if (answer.reason === 'strange' || !first || !second) return t('strange');
  return t('low', { first: first.label, second: second.label });
}
