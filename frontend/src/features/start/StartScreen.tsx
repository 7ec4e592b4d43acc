import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { datasetOf } from '@/shared/recipe';
import { ErrorText } from '@/shared/ui';
import { BoundaryPicture } from './BoundaryPicture';
import styles from './Start.module.css';
import { GOALS, openEmpty, openTemplate, type Template, templateFor, useTemplates } from './templates';
import { TemplatesGallery } from './TemplatesGallery';

interface Props {
  /** Stands for "generate"; the page lends it. */
  generated: ReactNode;
  /** Called when something was opened. */
  onOpen: () => void;
  /** Goes back to the draft that is open, if one is. */
  onBack?: () => void;
}

const DIGITS = '/api/datasets/strokes/thumbnails?split=train&start=0&count=24&columns=6';

/** The first screen: three things that one can make. Each opens a network that is ready to train. */
export function StartScreen({ generated, onOpen, onBack }: Props) {
  const { t } = useTranslation('start');
  const [gallery, setGallery] = useState(false);
  const { templates, error, retry } = useTemplates();
  const [recognise, generate, explore] = GOALS.map((goal) => templates && templateFor(goal, templates));
  const open = (template: Template | undefined) => {
    if (!template) return;
    openTemplate(template);
    onOpen();
  };

  return (
    <div className={styles.start}>
      <h2 className={styles.question}>{t('question')}</h2>
      {error && <ErrorText error={error} retry={retry} />}
      <ul className={styles.cards}>
        <li>
          <button type="button" className={styles.card} disabled={!recognise} onClick={() => open(recognise)}>
            <img className={styles.picture} src={DIGITS} alt="" width={168} height={112} />
            <strong>{t('recognise.title')}</strong>
            <span>{t('recognise.text')}</span>
          </button>
        </li>
        <li>
          <button type="button" className={styles.card} disabled={!generate} onClick={() => open(generate)}>
            <span className={styles.picture}>{generated}</span>
            <strong>{t('generate.title')}</strong>
            <span>{t('generate.text')}</span>
          </button>
        </li>
        <li>
          <button type="button" className={styles.card} disabled={!explore} onClick={() => open(explore)}>
            {explore ? <BoundaryPicture dataset={datasetOf(explore.recipe)} /> : <span className={styles.picture} />}
            <strong>{t('explore.title')}</strong>
            <span>{t('explore.text')}</span>
          </button>
        </li>
      </ul>
      <p className={styles.more}>
        <Button component={Link} to="/playground">
          {t('playground')}
        </Button>
        <Button onClick={() => setGallery(true)}>{t('gallery.open')}</Button>
        <Button
          onClick={() => {
            openEmpty(t('emptyName'));
            onOpen();
          }}
        >
          {t('empty')}
        </Button>
        {onBack && <Button onClick={onBack}>{t('back')}</Button>}
      </p>
      {gallery && (
        <TemplatesGallery
          onOpen={(template) => {
            setGallery(false);
            open(template);
          }}
          onClose={() => setGallery(false)}
        />
      )}
    </div>
  );
}
