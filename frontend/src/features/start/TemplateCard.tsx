import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inspect } from '@/api';
import { count, duration, percent } from '@/shared/format';
import { NetworkPicture } from '@/shared/ui';
import styles from './Start.module.css';
import type { Template } from './templates';

/** One template: its network as a picture, what it is, how large it is, how well it does and how long it takes. */
export function TemplateCard({ template, onOpen }: { template: Template; onOpen: () => void }) {
  const { t } = useTranslation('start');
  const { data } = useQuery({
    queryKey: ['template-shapes', template.name],
    queryFn: () => inspect({ body: { recipe: template.recipe } }),
    staleTime: Infinity,
  });
  const facts = [
    t('gallery.parameters', { size: count(template.parameters) }),
    template.expected_accuracy !== null && t('gallery.accuracy', { accuracy: percent(template.expected_accuracy) }),
    template.seconds !== null && t('gallery.time', { time: duration(template.seconds) }),
  ]
    .filter((fact) => fact !== false)
    .map((fact) => fact.replaceAll(' ', '\u00a0')); // a line ends between facts

  return (
    <button type="button" className={styles.template} onClick={onOpen}>
      <span className={styles.network}>{data && <NetworkPicture inspected={data} label="" />}</span>
      <strong>{template.title}</strong>
      <span>
        <span className={styles.description}>{template.description}</span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </span>
    </button>
  );
}
