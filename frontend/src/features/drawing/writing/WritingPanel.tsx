import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { write, type WrittenOut } from '@/api';
import { AnswerBars, ranked } from '@/shared/answers';
import { duration, number } from '@/shared/format';
import { Passage } from '@/shared/passage/Passage';
import { ErrorText, Panel } from '@/shared/ui';
import { ModelSwitch } from '../ModelSwitch';
import { useChosenWriter } from './chosenWriter';
import { Temperature } from './Temperature';
import { type Next, useNext } from './useNext';
import styles from './Writing.module.css';
import { endOf, useWriting } from './writingStore';

const LENGTH = 200;

/** A network of characters goes on with what one types: what may come next, and what it writes by itself. */
export function WritingPanel({ className }: { className?: string }) {
  const { t } = useTranslation('drawing');
  const { id, models } = useChosenWriter();
  const { begin, text, sure, type, startOver } = useWriting();
  const next = useNext(id);
  const goOn = useGoingOn(id);
  const error = goOn.error ?? next.error;
  const again = () => {
    goOn.reset();
    next.askAgain();
  };
  return (
    <Panel
      label={t('writing.title')}
      aside={next.answer && !error && <Taken answer={goOn.data ?? next.answer} step={next.answer.step} />}
      className={className}
    >
      <div className={styles.box}>
        <div className={styles.writing}>
          <div className={styles.controls}>
            {id !== null && <ModelSwitch id={id} models={models} />}
            <Temperature />
            <Button
              variant="filled"
              disabled={id === null}
              title={id === null ? t('writing.none') : undefined}
              loading={goOn.isPending}
              onClick={() => goOn.mutate()}
            >
              {t('writing.write')}
            </Button>
          </div>
          <div className={styles.column}>
            <Textarea
              size="xs"
              aria-label={t('writing.begin')}
              placeholder={t('writing.begin')}
              rows={1}
              value={begin}
              onChange={(event) => {
                goOn.reset();
                type(event.currentTarget.value);
              }}
            />
            {text && (
              <>
                <Passage begin={begin} text={text} sure={sure} />
                <p className={styles.note}>{t('writing.marks')}</p>
                <Button className={styles.over} onClick={startOver}>
                  {t('writing.startOver')}
                </Button>
              </>
            )}
          </div>
          <div className={styles.column}>
            {error ? <ErrorText error={error} retry={again} /> : <Following next={next} none={id === null} />}
          </div>
        </div>
      </div>
    </Panel>
  );
}

/** How long the answer took, and after how many steps of training it was given. */
function Taken({ answer, step }: { answer: WrittenOut; step: number | null }) {
  const { t } = useTranslation('drawing');
  return (
    <span className={styles.time}>
      {step !== null && `${t('afterStep', { count: step, step: number(step) })} · `}
      {duration(answer.milliseconds / 1000)}
    </span>
  );
}

/** Lets the model write some more after all that stands there. */
function useGoingOn(id: string | null) {
  return useMutation({
    mutationFn: () => {
      const { temperature, seed, ...standing } = useWriting.getState();
      return write({ path: { id: id ?? '' }, body: { begin: endOf(standing), length: LENGTH, temperature, seed } });
    },
    onSuccess: (more) => useWriting.getState().goOn(more),
  });
}

/** The likeliest characters, and what is to be said about them. */
function Following({ next: { answer }, none }: { next: Next; none: boolean }) {
  const { t } = useTranslation('drawing');
  if (none) return <p className={styles.note}>{t('writing.none')}</p>;
  if (!answer) return <p className={styles.note}>{t('reading')}</p>;
  return (
    <>
      <p className={styles.note}>{t('writing.next')}</p>
      <AnswerBars chances={ranked(answer.next)} label={t('writing.nextList')} />
    </>
  );
}
