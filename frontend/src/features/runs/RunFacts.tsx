import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import { datasetLabel } from '@/shared/catalogue';
import { bytes, dateTime, duration, number, percent, significant } from '@/shared/format';
import { useModels } from '@/shared/models';
import { classesOf } from './listing';
import styles from './RunReport.module.css';

/** What a run is and what came of it, as pairs. */
export function RunFacts({ run }: { run: RunDetail }) {
  const { t } = useTranslation('runs');
  const { progress } = run;
  const drawn = classesOf(run);
  const { data: models } = useModels();
  const examples = progress.training_examples
    ? t('facts.examples', { training: number(progress.training_examples), validation: number(progress.validation_examples) })
    : null;
  const facts: [key: string, value: string | null][] = [
    ['recipe', run.title || run.recipe_name || null],
    ['seed', String(run.seed)],
    ['parameters', progress.parameters ? number(progress.parameters) : null],
    ['dataset', [datasetLabel(run.dataset, run.own_data), examples].filter(Boolean).join(', ')],
    ['corrections', correctionsOf(run)],
    ['begunWith', run.begun_with && (models?.find(({ id }) => id === run.begun_with)?.name ?? run.begun_with)],
    ['steps', progress.steps ? t('facts.stepsOf', { step: number(progress.step), steps: number(progress.steps) }) : null],
    ['learningRate', progress.lr ? significant(progress.lr) : null],
    ['testAccuracy', shareOf(progress.test_accuracy)],
    ['testLoss', progress.test_loss ? significant(progress.test_loss, 4) : null],
    ['bestValidation', shareOf(progress.best_validation_accuracy)],
    ['agreement', shareOf(progress.agreement)],
    ['classesSeen', drawn && t('seenOf', { seen: number(drawn.seen), classes: number(drawn.classes) })],
    ['quality', shareOf(progress.judged?.quality)],
    ['coverage', shareOf(progress.judged?.coverage)],
    ['took', progress.seconds ? duration(progress.seconds) : null],
    ['created', dateTime(run.created)],
    ['ended', run.ended && dateTime(run.ended)],
    ['size', run.size ? bytes(run.size) : null],
    ['attempts', run.attempt > 1 ? number(run.attempt) : null],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([key, value]) =>
          value && (
            <div key={key}>
              <dt>{t(`facts.${key}`)}</dt>
              <dd className="num">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function shareOf(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : percent(value, 2);
}

/** How many of its training examples are learnt otherwise than the data set has them. */
function correctionsOf({ recipe }: RunDetail): string | null {
  const { corrections } = (recipe.data ?? {}) as { corrections?: unknown };
  return Array.isArray(corrections) && corrections.length > 0 ? number(corrections.length) : null;
}
