import { SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import styles from './Start.module.css';
import { TemplateCard } from './TemplateCard';
import { type Goal, GOALS, matching, type Template, useTemplates } from './templates';

/** Every recipe that comes with the studio, to search in. */
export function TemplatesGallery({ onOpen, onClose }: { onOpen: (template: Template) => void; onClose: () => void }) {
  const { t } = useTranslation('start');
  const narrow = useMediaQuery('(width <= 720px)') ?? false;
  const [search, setSearch] = useState('');
  const [goal, setGoal] = useState<Goal | 'all'>('all');
  const { templates, error, retry } = useTemplates();
  const found = templates ? matching(templates, search, goal) : [];

  return (
    <Dialog
      opened
      onClose={onClose}
      size={1040}
      fullScreen={narrow}
      title={t('gallery.title')}
      closeButtonProps={{ 'aria-label': t('gallery.close') }}
    >
      <div className={styles.filter}>
        <TextInput
          type="search"
          aria-label={t('gallery.search')}
          placeholder={t('gallery.search')}
          value={search}
          data-autofocus
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('gallery.goal')}
          value={goal}
          onChange={(value) => setGoal(value as Goal | 'all')}
          data={(['all', ...GOALS] as const).map((value) => ({ value, label: t(`gallery.${value}`) }))}
        />
      </div>
      {error && <ErrorText error={error} retry={retry} />}
      {!templates && !error && <Waiting />}
      <p role="status" className={styles.found}>
        {templates && t('gallery.found', { count: found.length })}
      </p>
      <ul className={styles.gallery}>
        {found.map((template) => (
          <li key={template.name}>
            <TemplateCard template={template} onOpen={() => onOpen(template)} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
