import { useTranslation } from 'react-i18next';
import type { RunDetail } from '@/api';
import { FoundWords } from '@/shared/charts/FoundWords';
import { percent, significant } from '@/shared/format';
import styles from './Training.module.css';

/** The one number that says most of a generator, and its name: what the judge reads, else what can be told without it. */
export function useGeneratorMark(run: RunDetail | null): { value: string; name: string } {
  const { t } = useTranslation('training');
  if (!run) return { value: '–', name: t('generator.agreement') };
  const { agreement, judged, classes_seen: classes, fake_found: found, loss } = run.progress;
  if (typeof agreement === 'number') return { value: percent(agreement), name: t('generator.agreement') };
  if (typeof judged?.quality === 'number') return { value: percent(judged.quality), name: t('generator.quality') };
  if (typeof classes === 'number') return { value: String(classes), name: t('generator.classes') };
  if (typeof found === 'number') return { value: percent(found, 0), name: t('generator.found') };
  return { value: significant(loss), name: t('curves.loss') };
}

/** What the discriminator sees through, in words. */
export function Found({ run }: { run: RunDetail }) {
  const { real_found: real, fake_found: generated } = run.progress;
  return <FoundWords real={real ?? null} generated={generated ?? null} className={styles.found} />;
}
