import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { CompareView } from '@/features/runs';
import { usePageTitle } from '@/shared/page';

/** `/compare?runs=a,b,c` */
export function Component() {
  const { t } = useTranslation('shell');
  const [search] = useSearchParams();
  usePageTitle(t('pages.compare'));
  const ids = [...new Set((search.get('runs') ?? '').split(',').filter(Boolean))];
  return <CompareView ids={ids} />;
}
