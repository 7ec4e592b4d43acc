import { useTranslation } from 'react-i18next';
import { usePageTitle } from '@/shared/page';

export function Component() {
  const { t } = useTranslation('shell');
  usePageTitle(t('pages.build'));
  return <h1 className="unseen">{t('pages.build')}</h1>;
}
