import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigation } from 'react-router';
import { useAutosave } from '@/features/drafts';
import { useConnection } from '@/shared/connection';
import { ActionsPlace } from '@/shared/page';
import { ConnectionBanner } from './ConnectionBanner';
import { LanguageAndLooks } from './LanguageAndLooks';
import { Logo } from './Logo';
import { Navigation } from './Navigation';
import styles from './Shell.module.css';
import { SignedOut } from './SignedOut';

/** The frame around every page: header with navigation and the page's actions, and what is wrong with the connection. */
export function Shell() {
  const { t } = useTranslation('shell');
  const [actions, setActions] = useState<HTMLElement | null>(null);
  const signedOut = useConnection((state) => state.signedOut);
  const opening = useNavigation().state === 'loading';
  const main = useFocusOnNewPage();
  useAutosave();

  if (signedOut) return <SignedOut />;
  return (
    <ActionsPlace value={actions}>
      <div className={styles.shell}>
        <a href="#main" className={styles.skip}>
          {t('skip')}
        </a>
        <header className={styles.header}>
          <Logo />
          <Navigation />
          <div ref={setActions} className={styles.actions} />
          <LanguageAndLooks />
        </header>
        <ConnectionBanner />
        <main id="main" ref={main} tabIndex={-1} className={styles.main} aria-busy={opening}>
          <Outlet />
        </main>
      </div>
    </ActionsPlace>
  );
}

/** After a change of page, reading and the Tab key start at the new page; not when the studio is first opened. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus();
  }, [pathname]);
  return main;
}
