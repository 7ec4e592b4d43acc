import { useTranslation } from 'react-i18next';
import { percent } from '../format';

interface Props {
  /** Share of the real pictures that were taken for real. */
  real: number | null;
  /** Share of the generated pictures that were taken for generated. */
  generated: number | null;
  className?: string;
}

/** "The discriminator finds 78 % of the generated pictures and knows 81 % of the real ones." */
export function FoundWords({ real, generated, className }: Props) {
  const { t } = useTranslation('pair');
  if (real === null || generated === null) return null;
  return <p className={className}>{t('foundText', { generated: percent(generated, 0), real: percent(real, 0) })}</p>;
}
