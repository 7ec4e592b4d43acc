import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePageTitle } from '@/shared/page';
import { EmptyState } from '@/shared/ui';

export function NotFound() {
  const { t } = useTranslation('shell');
  usePageTitle(t('notFound.title'));
  return (
    <EmptyState page title={t('notFound.title')} action={<Link to="/">{t('notFound.back')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}
