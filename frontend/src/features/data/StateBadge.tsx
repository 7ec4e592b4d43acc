import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DatasetOut } from '@/api';

const LOOKS = {
  ready: { color: 'ok', sign: '✓' },
  missing: { color: 'var(--soft)', sign: '○' },
  preparing: { color: 'accent', sign: '↓' },
  failed: { color: 'bad', sign: '✕' },
} as const;

/** Whether a data set can be used: a sign and a word beside the colour. */
export function StateBadge({ state }: { state: DatasetOut['state'] }) {
  const { t } = useTranslation('data');
  const { color, sign } = LOOKS[state];
  return (
    <Badge variant="transparent" color={color} px={0} tt="none" fw={600} leftSection={<span aria-hidden="true">{sign}</span>} style={{ flex: 'none' }}>
      {t(`states.${state}`)}
    </Badge>
  );
}
