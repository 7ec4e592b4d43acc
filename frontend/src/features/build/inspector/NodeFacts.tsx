import { useTranslation } from 'react-i18next';
import type { InspectedNode } from '@/api';
import { count, number } from '@/shared/format';
import { tuple, useNodeWords } from '../words';
import styles from './Inspector.module.css';

/** What follows from the options: the shape of the output, and what the block costs. */
export function NodeFacts({ inspected }: { inspected: InspectedNode | undefined }) {
  const { t } = useTranslation('build');
  const words = useNodeWords();
  if (!inspected) return null;
  const { shape, parameters, formula, flops } = inspected;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('inspector.output')}</dt>
        <dd>
          {shape ? words.shape(shape) : '–'} {shape && <code>{tuple(shape)}</code>}
        </dd>
      </div>
      <div>
        <dt>{t('inspector.parameters')}</dt>
        <dd>
          <pre className={styles.formula}>
            <code>{formula && parameters > 0 ? formulaWithSum(formula, parameters) : number(parameters)}</code>
          </pre>
        </dd>
      </div>
      {flops > 0 && (
        <div>
          <dt>{t('inspector.work')}</dt>
          <dd>{t('inspector.flops', { value: count(flops) })}</dd>
        </div>
      )}
    </dl>
  );
}

/** `5·5·1·8 + 8 = 208`; a formula that is one number needs no sum. */
function formulaWithSum(formula: string, parameters: number): string {
  return formula.includes('=') || /^\d+$/.test(formula) ? formula : `${formula} = ${number(parameters)}`;
}
