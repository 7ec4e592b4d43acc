import { useTranslation } from 'react-i18next';
import { RunsList } from '@/features/runs';
import { usePageTitle } from '@/shared/page';

export function Component() {
  const { t } = useTranslation('shell');
  usePageTitle(t('pages.runs'));
  return (
    <>
      <h1 className="unseen">{t('pages.runs')}</h1>
      <RunsList />
    </>
  );
}
