import '@/locales/learn';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePageTitle } from '@/shared/page';
import { PixelImage } from '@/shared/ui';
import { answers, SIZE } from './answers';
import styles from './LearnView.module.css';
import { LESSONS } from './lessons';
import { doneOf, useProgress } from './progress';

const NEURONS = [1, 2, 3];

/** All lessons in their order, and how far the reader is. */
export function LearnView() {
  const { t } = useTranslation('learn');
  usePageTitle(t('title'));
  const done = useProgress((state) => state.done);
  const pictures = useMemo(() => NEURONS.map(answers), []);
  const open = LESSONS.find((lesson) => doneOf(lesson, done).length < lesson.steps.length);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{t('heading')}</h1>
          <p className={styles.about}>{t('about')}</p>
          <div className={styles.actions}>
            {open && (
              <Button variant="filled" component={Link} to={`/learn/${open.name}`}>
                {t(open === LESSONS[0] && doneOf(open, done).length === 0 ? 'begin' : 'goOn', { title: t(`lessons.${open.name}.title`) })}
              </Button>
            )}
            <Button component={Link} to="/playground">
              {t('playground')}
            </Button>
          </div>
        </div>
        <div role="img" aria-label={t('picture')} className={styles.row}>
          {pictures.map((values, place) => (
            <PixelImage key={place} label="" values={values} width={SIZE} height={SIZE} scale="activations" extent={1} className={styles.picture} />
          ))}
        </div>
      </header>
      <ol className={styles.lessons}>
        {LESSONS.map((lesson, place) => {
          const { name, steps } = lesson;
          const count = doneOf(lesson, done).length;
          return (
            <li key={name}>
              <Link to={`/learn/${name}`} className={styles.card} aria-current={lesson === open ? 'step' : undefined}>
                <span className={styles.number} data-done={count === steps.length || undefined} aria-hidden="true">
                  {count === steps.length ? '✓' : place + 1}
                </span>
                <span className={styles.name}>{t(`lessons.${name}.title`)}</span>
                <span className={styles.lead}>{t(`lessons.${name}.lead`)}</span>
                <span className={styles.steps}>
                  <span className={styles.dots} aria-hidden="true">
                    {steps.map((step) => (
                      <span key={step} data-done={done[name]?.includes(step) || undefined} />
                    ))}
                  </span>
                  {t('done', { done: count, all: steps.length })}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
