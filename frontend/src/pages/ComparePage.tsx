import { useTranslation } from 'react-i18next';
import { usePageTitle } from '@/shared/page';

export function Component() {
  const { t } = useTranslation('shell');
  usePageTitle(t('pages.compare'));
  return <h1 className="unseen">{t('pages.compare')}</h1>;
}
