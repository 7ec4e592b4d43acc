import { useTranslation } from 'react-i18next';
import type { OptionOut } from '@/api';
import { partOf, useCatalogue } from '@/shared/catalogue';
import { useWorkbench } from '@/shared/workbench';
import { editRecipe } from '../edit';
import { setTraining } from '../graph';
import { OptionForm } from './fields/OptionForm';
import { Heading } from './Heading';
import styles from './Inspector.module.css';

const FIRST = ['batch_size', 'epochs', 'steps', 'optimizer', 'schedule', 'loss', 'seed'];

/** How the network is trained: what one sets often, and the rest behind "More". */
export function TrainingForm() {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const opening = useWorkbench((bench) => bench.opening);
  const training = useWorkbench((bench) => bench.recipe?.training) ?? {};
  const task = partOf(catalogue, 'tasks', training.task ?? 'classifier');
  if (!task) return null;
  const { task: _task, ...values } = training;
  const place = ({ name }: OptionOut) => FIRST.indexOf(name);
  const common = task.options.filter((option) => place(option) >= 0).sort((one, other) => place(one) - place(other));
  const rest = task.options.filter((option) => place(option) < 0);
  const path = `${opening}/training`;
  const form = {
    owner: `tasks.${task.name}`,
    values,
    path,
    onChange: (option: OptionOut, value: unknown) =>
      editRecipe((recipe) => setTraining(recipe, option.name, value, option.default), `${path}/${option.name}`),
  };
  return (
    <>
      <Heading title={t('inspector.training.title')}>{t('inspector.training.intro')}</Heading>
      <OptionForm {...form} options={common} />
      <details className={styles.details}>
        <summary>{t('inspector.training.more')}</summary>
        <OptionForm {...form} options={rest} />
      </details>
    </>
  );
}
