import { useTranslation } from 'react-i18next';
import { usePageTitle } from '@/shared/page';

export function Component() {
  const { t } = useTranslation('shell');
  usePageTitle(t('pages.run'));
  return <h1 className="unseen">{t('pages.run')}</h1>;
}
