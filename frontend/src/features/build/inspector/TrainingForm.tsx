import { useTranslation } from 'react-i18next';
import type { OptionOut } from '@/api';
import { partOf, useCatalogue } from '@/shared/catalogue';
import { type Lane, type Task, taskOf } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { editRecipe } from '../edit';
import { setTraining } from '../graph';
import { LaneName } from '../LaneSign';
import { OptionForm } from './fields/OptionForm';
import { Heading } from './Heading';
import styles from './Inspector.module.css';

interface Section {
  names: readonly string[];
  /** The options of one of two networks. */
  lane?: Lane;
  /** What is seldom set is folded away under this title. */
  fold?: 'steady' | 'generating';
}

/** What one sets often comes first; what is in no section stands behind "More". */
const SECTIONS: Record<Task, readonly Section[]> = {
  classifier: [{ names: ['batch_size', 'epochs', 'steps', 'optimizer', 'schedule', 'loss', 'seed'] }],
  gan: [
    { names: ['batch_size', 'epochs', 'steps', 'loss', 'schedule', 'seed'] },
    { names: ['optimizer'], lane: 'generator' },
    { names: ['discriminator_optimizer'], lane: 'discriminator' },
    { names: ['average', 'instance_noise', 'clip', 'generator_steps', 'discriminator_steps', 'mismatched', 'packing'], fold: 'steady' },
  ],
  flow: [
    { names: ['batch_size', 'epochs', 'steps', 'optimizer', 'schedule', 'seed'] },
    { names: ['sampling_steps', 'guidance', 'label_dropout'], fold: 'generating' },
    { names: ['average', 'clip'], fold: 'steady' },
  ],
};

/** How the network is trained, or both of them. */
export function TrainingForm() {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const opening = useWorkbench((bench) => bench.opening);
  const training = useWorkbench((bench) => bench.recipe?.training) ?? {};
  const kind = useWorkbench((bench) => (bench.recipe ? taskOf(bench.recipe) : 'classifier'));
  const task = partOf(catalogue, 'tasks', kind);
  if (!task) return null;
  const { task: _task, ...values } = training;
  const path = `${opening}/training`;
  const form = {
    owner: `tasks.${task.name}`,
    values,
    path,
    onChange: (option: OptionOut, value: unknown) =>
      editRecipe((recipe) => setTraining(recipe, option.name, value, option.default), `${path}/${option.name}`),
  };
  const sections = SECTIONS[kind];
  const optionsOf = (names: readonly string[]) =>
    names.flatMap((name) => task.options.find((option) => option.name === name) ?? []);
  const placed = new Set(sections.flatMap(({ names }) => names));
  const rest = task.options.filter(({ name }) => !placed.has(name));
  return (
    <>
      <Heading title={t('inspector.training.title')}>{t(`inspector.training.intro.${kind}`)}</Heading>
      {sections.map(({ names, lane, fold }) =>
        fold ? (
          <details key={names[0]} className={styles.details}>
            <summary>{t(`inspector.training.${fold}`)}</summary>
            <OptionForm {...form} options={optionsOf(names)} />
          </details>
        ) : (
          <div key={names[0]}>
            {lane && <LaneName lane={lane} className={styles.lane} />}
            <OptionForm {...form} options={optionsOf(names)} />
          </div>
        ),
      )}
      <details className={styles.details}>
        <summary>{t('inspector.training.more')}</summary>
        <OptionForm {...form} options={rest} />
      </details>
    </>
  );
}
