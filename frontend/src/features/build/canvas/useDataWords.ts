/** What the data are called: "Digits", "MNIST · 54,000". */
import { useTranslation } from 'react-i18next';
import { useWords } from '@/shared/catalogue';
import { number } from '@/shared/format';
import { useDataset, useTrained } from './useDataset';

export function useDataWords(): { title: string; about: string } {
  const { t } = useTranslation('build');
  const words = useWords();
  const dataset = useDataset();
  const trained = useTrained(dataset);
  if (!dataset) return { title: t('canvas.data.input'), about: '' };
  const name = words.partLabel('datasets', dataset);
  const digits = (dataset.class_names ?? []).length > 0 && dataset.class_names?.every((label) => /^\d$/.test(label));
  const pictures = digits ? t('canvas.data.digits') : t('canvas.data.pictures');
  return {
    title: { points: t('canvas.data.points'), text: t('canvas.data.text'), pictures }[dataset.kind],
    about: trained === undefined ? name : t('canvas.data.about', { name, count: trained, value: number(trained) }),
  };
}
