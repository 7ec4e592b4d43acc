import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOf } from '@/locales/lessons';
import styles from './LessonView.module.css';
import { Rich } from './Rich';

interface Props {
  lesson: string;
  step: string;
  done: boolean;
  /** Goes on to the next step; the last one has none. */
  next: (() => void) | undefined;
  /** What follows on the last step. */
  children: ReactNode;
}

/** What a step says, what there is to do, and what is said when it is done. */
export function StepText({ lesson, step, done, next, children }: Props) {
  const { t } = useTranslation('learn');
  const { t: words } = useTranslation(wordsOf(lesson));
  return (
    <>
      <p className={styles.words}>
        <Rich>{words(`steps.${step}.text`)}</Rich>
      </p>
      <div className={styles.task} data-done={done || undefined}>
        <span className={styles.mark} aria-hidden="true">
          {done ? '✓' : '○'}
        </span>
        <p>
          <span className="unseen">{t(done ? 'taskDone' : 'task')} </span>
          <Rich>{words(`steps.${step}.task`)}</Rich>
        </p>
      </div>
      <p role="status" className={styles.outcome}>
        {done && <Rich>{words(`steps.${step}.done`)}</Rich>}
      </p>
      <div className={styles.forward}>
        {next ? (
          <Button variant={done ? 'filled' : 'default'} onClick={next}>
            {t(done ? 'next' : 'skip')}
          </Button>
        ) : (
          children
        )}
      </div>
    </>
  );
}
