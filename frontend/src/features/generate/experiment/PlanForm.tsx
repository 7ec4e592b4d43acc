import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunRow, SweepIn } from '@/api';
import { duration, number, percent } from '@/shared/format';
import type { Recipe } from '@/shared/recipe';
import type { Choice } from '../train/recipes';
import styles from './Experiment.module.css';
import { FIRST_SHARES, FIRST_STEPS, refusalOf, runsOf, secondsOf, SHARES } from './plan';

const SEEDS = [1, 2, 3, 5];

interface Props {
  choices: readonly Choice[];
  /** Runs of generators: how long one took tells how long the next one will. */
  runs: readonly RunRow[];
  starting: boolean;
  onStart: (sweep: SweepIn) => void;
}

/** Which shares, how often each, and for how long. */
export function PlanForm({ choices, runs, starting, onStart }: Props) {
  const { t } = useTranslation('generate');
  const fitting = choices.filter(({ recipe }) => embedsLabel(recipe));
  const [wanted, setWanted] = useState<string | null>(null);
  const [shares, setShares] = useState(FIRST_SHARES);
  const [seeds, setSeeds] = useState(1);
  const [typed, setTyped] = useState(String(FIRST_STEPS));
  const choice = fitting.find(({ id }) => id === wanted) ?? fitting[0];
  const plan = { shares, seeds, steps: Number(typed) };
  const refusal = refusalOf(plan);
  const seconds = choice ? secondsOf(plan, known(choice, runs)) : null;

  const toggle = (share: number) =>
    setShares((before) => (before.includes(share) ? before.filter((one) => one !== share) : [...before, share].sort()));
  const start = () => {
    if (!choice || refusal) return;
    const source = choice.id === 'draft' ? { recipe: { ...choice.recipe } } : { template: choice.id.replace('template:', '') };
    onStart({ ...source, shares: [...shares], seeds: Array.from({ length: seeds }, (_, seed) => seed), steps: plan.steps });
  };
  if (!choice) return <p>{t('experiment.noRecipe')}</p>;
  return (
    <div className={styles.form}>
      <NativeSelect
        label={t('train.what')}
        value={choice.id}
        data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div role="group" aria-label={t('experiment.shares')}>
        <div className={styles.label}>{t('experiment.shares')}</div>
        <div className={styles.shares}>
          {SHARES.map((share) => (
            <button
              key={share}
              type="button"
              className={styles.share}
              aria-pressed={shares.includes(share)}
              onClick={() => toggle(share)}
            >
              {percent(share, 0)}
            </button>
          ))}
        </div>
      </div>
      <div className={styles.pair}>
        <NativeSelect
          label={t('experiment.seeds')}
          value={String(seeds)}
          data={SEEDS.map((one) => ({ value: String(one), label: number(one) }))}
          onChange={(event) => setSeeds(Number(event.currentTarget.value))}
        />
        <TextInput
          label={t('experiment.steps')}
          inputMode="numeric"
          value={typed}
          error={refusal === 'noSteps' ? t('experiment.refusals.noSteps') : undefined}
          onChange={(event) => setTyped(event.currentTarget.value.trim())}
        />
      </div>
      <p className={styles.cost}>
        {refusal && refusal !== 'noSteps'
          ? t(`experiment.refusals.${refusal}`)
          : [t('experiment.runs', { count: runsOf(plan) }), seconds !== null && t('experiment.about', { time: duration(seconds) })]
              .filter(Boolean)
              .join(', ')}
      </p>
      <Button variant="filled" disabled={refusal !== null} loading={starting} onClick={start}>
        {t('experiment.start')}
      </Button>
    </div>
  );
}

/** How long how many steps take: as the latest run of that recipe went here, else as it was measured elsewhere. */
function known({ recipe, seconds }: Choice, runs: readonly RunRow[]): { seconds: number | null; steps: number | null } {
  const { progress } = runs.find((run) => run.recipe_name === recipe.name && run.progress.seconds && run.progress.step) ?? {};
  if (progress) return { seconds: progress.seconds ?? null, steps: progress.step ?? null };
  return { seconds, steps: recipe.training?.steps ?? null };
}

/** Whether there is a share to vary: noise as a list, and a label that is embedded beside it. */
function embedsLabel({ generator }: Recipe): boolean {
  const noise = generator?.inputs.noise;
  const embedded = generator?.nodes.some((node) => node.layer === 'embedding' && String(node.inputs) === 'label');
  return noise?.length === 1 && embedded === true;
}
