import { useTranslation } from 'react-i18next';
import type { SlowStepOut } from '@/api';
import { useCatalogue, useWords } from '@/shared/catalogue';
import { number, percent, sizes } from '@/shared/format';
import { amount } from '@/shared/maps/amount';
import { furthest, type Scene } from './scenes';
import styles from './Slow.module.css';

/** What happens now, in a sentence with its numbers. */
export function SceneText({ scene: { kind, phase, moment }, step }: { scene: Scene; step: SlowStepOut }) {
  const { t } = useTranslation('inside-time');
  const catalogue = useCatalogue();
  const words = useWords();
  const { facts } = phase;
  const named = (from: 'losses' | 'gan_losses' | 'optimizers', name: string) => {
    const part = catalogue?.[from].find((one) => one.name === name);
    return part ? words.partLabel(from, part) : name;
  };
  const right = percent(facts.right);
  if (kind === 'batch') return <p>{t('step.said.batch', { count: facts.size ?? 0, number: number(facts.size) })}</p>;
  if (kind === 'judged') {
    const loss = named(phase.network ? 'gan_losses' : 'losses', step.loss);
    return <p>{t(`step.said.judged.${phase.name}`, { loss, value: amount(facts.loss), right })}</p>;
  }
  if (kind === 'after') {
    const before = step.phases.find(({ name }) => name === 'loss')?.facts.loss;
    const way = (facts.difference ?? NaN) < 0 ? 'down' : 'up';
    return <p>{t(`step.said.after.${way}`, { before: amount(before), after: amount(facts.loss), difference: amount(Math.abs(facts.difference ?? NaN)), right })}</p>;
  }
  if (kind === 'update') {
    const most = furthest(phase);
    // the discriminator's own optimizer is not told by its name
    const rule = phase.network === 'discriminator' ? t('step.said.itsOptimizer') : named('optimizers', step.optimizer);
    return (
      <p>
        {t('step.said.update', { optimizer: rule, rate: amount(facts.learning_rate) })}{' '}
        {most && most.ratio !== null && t('step.said.furthest', { parameter: most.parameter, share: percent(most.ratio, 2) })}
      </p>
    );
  }
  if (!moment) return null;
  const { numbers } = moment;
  const broken = numbers.nan + numbers.infinite;
  const largest = Math.max(Math.abs(numbers.low ?? NaN), Math.abs(numbers.high ?? NaN));
  const own = Object.entries(moment.gradients);
  return (
    <>
      <p>
        {kind === 'forward'
          ? t('step.said.forward', { node: moment.node, shape: sizes(numbers.shape), low: amount(numbers.low), high: amount(numbers.high), mean: amount(numbers.mean), zeros: percent(numbers.zeros, 0) })
          : t('step.said.backward', { node: moment.node, shape: sizes(numbers.shape), norm: amount(numbers.norm), largest: amount(largest) })}
      </p>
      {kind === 'backward' && own.length > 0 && (
        <p>
          {t('step.said.own')} {own.map(([name, norm]) => t('step.said.ownGradient', { name: name, norm: amount(norm) })).join(' · ')}
        </p>
      )}
      {broken > 0 && <p className={styles.bad}>✕ {t('step.said.broken', { count: broken, number: number(broken) })}</p>}
    </>
  );
}
