import '@/locales/learn';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { bringLesson } from '@/locales/lessons';
import type { Drawing } from '@/shared/drawn';
import { currentLanguage } from '@/shared/language';
import { usePageTitle } from '@/shared/page';
import { toastUndo } from '@/shared/toast';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import { ExampleCode } from './ExampleCode';
import styles from './LessonView.module.css';
import { after, FRAGMENTS, type Lesson, LESSONS, lessonOf } from './lessons';
import { doneOf, nextOf, useProgress } from './progress';
import { StepText } from './StepText';

interface Props {
  /** The studio's drawing pad, and what is on it. */
  pad: ReactNode;
  drawing: Drawing;
}

/** One lesson: the text of a step, and beside it what the step is tried out on. */
export function LessonView(props: Props) {
  const { t, i18n } = useTranslation('learn');
  const lesson = lessonOf(useParams().lesson);
  const language = currentLanguage();
  usePageTitle(lesson ? t(`lessons.${lesson.name}.title`) : t('title'));
  const { data: ready, error, refetch } = useQuery({
    queryKey: ['lesson', lesson?.name, i18n.resolvedLanguage],
    queryFn: () => bringLesson(lesson?.name ?? '', language),
    enabled: lesson !== undefined,
    placeholderData: (before, last) => (last?.queryKey[1] === lesson?.name ? before : undefined), // the words of this lesson until those of another language are there
    staleTime: Infinity,
  });
  if (!lesson) {
    return (
      <EmptyState page title={t('unknown.title')} action={<Link to="/learn">{t('unknown.back')}</Link>}>
        {t('unknown.text')}
      </EmptyState>
    );
  }
  if (!ready) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  return <OpenLesson key={lesson.name} lesson={lesson} {...props} />;
}

function OpenLesson({ lesson, pad, drawing }: Props & { lesson: Lesson }) {
  const { t } = useTranslation('learn');
  const [address, setAddress] = useSearchParams();
  const { done, complete, forget, restore } = useProgress();
  const asked = address.get('step');
  // when its step is done it stays there: the next one is the reader's to begin
  const [first] = useState(() => nextOf(lesson, done));
  const step = asked !== null && lesson.steps.includes(asked) ? asked : first;
  const place = lesson.steps.indexOf(step);
  const reached = doneOf(lesson, done);
  const following = after(lesson);
  const Fragment = FRAGMENTS[lesson.name];
  const go = (to: string) => setAddress({ step: to });
  const again = () => {
    const before = forget(lesson.name);
    toastUndo(t('forgotten'), () => restore(lesson.name, before));
    go(lesson.steps[0] as string);
  };
  const finish = useCallback(() => complete(lesson.name, step), [complete, lesson.name, step]);
  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.way}>
          <Link to="/learn">{t('title')}</Link> · {t('lesson', { number: LESSONS.indexOf(lesson) + 1, all: LESSONS.length })}
        </p>
        <h1 className={styles.title}>{t(`lessons.${lesson.name}.title`)}</h1>
        <p className={styles.lead}>{t(`lessons.${lesson.name}.lead`)}</p>
      </header>
      <section aria-label={t('text')} className={styles.text}>
        <ol className={styles.steps} aria-label={t('steps')}>
          {lesson.steps.map((one, at) => (
            <li key={one}>
              <button
                type="button"
                className={styles.step}
                aria-current={one === step ? 'step' : undefined}
                data-done={reached.includes(one) || undefined}
                aria-label={t(reached.includes(one) ? 'stepDone' : 'step', { number: at + 1 })}
                onClick={() => go(one)}
              >
                {reached.includes(one) ? '✓' : at + 1}
              </button>
            </li>
          ))}
        </ol>
        <StepText
          lesson={lesson.name}
          step={step}
          done={reached.includes(step)}
          next={lesson.steps[place + 1] ? () => go(lesson.steps[place + 1] as string) : undefined}
        >
          {following && (
            <Button component={Link} to={`/learn/${following.name}`} variant={reached.length === lesson.steps.length ? 'filled' : 'default'}>
              {t('following', { title: t(`lessons.${following.name}.title`) })}
            </Button>
          )}
        </StepText>
        <div className={styles.more}>
          <ExampleCode lesson={lesson} />
          {reached.length > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={again}>
              {t('again')}
            </Button>
          )}
        </div>
      </section>
      <section aria-label={t('live')} className={styles.live}>
        <Suspense fallback={<Waiting />}>{Fragment && <Fragment step={step} complete={finish} pad={pad} drawing={drawing} />}</Suspense>
      </section>
    </article>
  );
}
