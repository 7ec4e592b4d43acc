import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InspectedProblem } from '@/api';
import { announce } from '@/shared/announce';
import { defaultOf, useCatalogue } from '@/shared/catalogue';
import { taskOf } from '@/shared/recipe';
import { ProblemText } from '@/shared/ui';
import { useWorkbench } from '@/shared/workbench';
import { editRecipe, useNetwork } from '../edit';
import { applyRemedy, namesOf, PICTURE } from '../graph';
import styles from './Problems.module.css';
import { useRemedyWords } from './remedyWords';

/** One problem: choosing it selects its block, and where one click helps, there is the button. */
export function ProblemRow({ problem }: { problem: InspectedProblem }) {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const network = useNetwork();
  const say = useRemedyWords();
  const { remedy } = problem;
  // what is wrong with the data shows at the block through which they enter
  const inputs = Object.keys(network?.inputs ?? {});
  const node = problem.node === 'data' ? (inputs.find((name) => name === PICTURE) ?? inputs[0]) : problem.node;
  const select = node && network && namesOf(network).includes(node) ? [node] : problem.node === 'training' ? [] : undefined;
  const words = remedy && say(remedy);
  const apply = () => {
    if (!remedy || !words) return;
    editRecipe((recipe) => applyRemedy(recipe, remedy, (option, layer) => defaultOf(catalogue, option, layer, taskOf(recipe))));
    announce(t('problems.done', { what: words }));
  };

  return (
    <li className={styles.row}>
      {select ? (
        <button type="button" className={styles.text} onClick={() => useWorkbench.getState().select(select)}>
          {problem.node && <strong>{problem.node}</strong>}
          <ProblemText problem={problem} />
        </button>
      ) : (
        <div className={styles.text}>
          <ProblemText problem={problem} />
        </div>
      )}
      {words && (
        <Button size="compact-sm" className={styles.remedy} onClick={apply}>
          {words}
        </Button>
      )}
    </li>
  );
}
