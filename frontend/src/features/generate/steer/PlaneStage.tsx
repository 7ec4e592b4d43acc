import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '@/shared/format';
import { Plane } from '@/shared/plane/Plane';
import { PlaneKey } from '@/shared/plane/PlaneKey';
import { useRealPoints } from '@/shared/plane/useRealPoints';
import type { Made } from './useGenerated';

/** Generated points over the real ones that they were learnt from. */
export function PlaneStage({ made }: { made: Made }) {
  const { t } = useTranslation('generate');
  const real = useRealPoints(made.model, true);
  const generated = useMemo(
    () => ({ x: (made.points ?? []).map(([x]) => x ?? 0), y: (made.points ?? []).map((point) => point[1] ?? 0) }),
    [made.points],
  );
  return (
    <>
      <Plane real={real} generated={generated} label={t('plane.label', { count: generated.x.length, number: number(generated.x.length) })} />
      <PlaneKey />
    </>
  );
}
