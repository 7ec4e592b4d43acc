import { useTranslation } from 'react-i18next';
import { usePageTitle } from '@/shared/page';
import { EmptyState } from '@/shared/ui';
import { Logo } from './Logo';

/** Shown when the server does not know this browser: the address with the one-time token is in the terminal. */
export function SignedOut() {
  const { t } = useTranslation('shell');
  usePageTitle(t('signedOut.title'));
  return (
    <main>
      <EmptyState page picture={<Logo />} title={t('signedOut.title')}>
        {t('signedOut.text')}
      </EmptyState>
    </main>
  );
}
