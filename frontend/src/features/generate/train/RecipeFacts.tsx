import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button } from '@mantine/core';
import { count, duration } from '@/shared/format';
import { useWorkbench } from '@/shared/workbench';
import type { Choice } from './recipes';
import styles from './Train.module.css';

/** What a recipe makes, how large it is and how long it takes; and the way to its canvas. */
export function RecipeFacts({ choice }: { choice: Choice }) {
  const { t } = useTranslation('generate');
  const navigate = useNavigate();
  const facts = [
    choice.seconds !== null && t('train.takes', { time: duration(choice.seconds) }),
    choice.parameters !== null && t('train.parameters', { size: count(choice.parameters) }),
  ].filter(Boolean);
  const edit = () => {
    const { recipe, title } = choice;
    if (choice.id !== 'draft') useWorkbench.getState().openDocument({ id: null, revision: 0, name: title, recipe, positions: {} });
    void navigate('/');
  };
  return (
    <div className={styles.facts}>
      {choice.description && <p>{choice.description}</p>}
      {facts.length > 0 && <p className="num">{facts.join(' · ')}</p>}
      <Button size="compact-sm" variant="subtle" px={4} onClick={edit}>
        {t('train.edit')}
      </Button>
    </div>
  );
}
