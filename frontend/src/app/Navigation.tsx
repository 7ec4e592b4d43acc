import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import styles from './Navigation.module.css';

/** The pages in the order of work, each with the strokes of its small picture (in a box of 20 × 20). */
const PLACES = [
  { to: '/', key: 'build', picture: 'M3 3h6v6H3zM11 11h6v6h-6zM9 6h5v5' },
  { to: '/data', key: 'data', picture: 'M3 3h4v4H3zM8 3h4v4H8zM13 3h4v4h-4zM3 8h4v4H3zM8 8h4v4H8zM13 8h4v4h-4zM3 13h4v4H3zM8 13h4v4H8z' },
  { to: '/runs', key: 'runs', picture: 'M3 3v14h14M5 6c2 6 4 8 11 8' },
  { to: '/generate', key: 'generate', picture: 'M10 3v4M10 13v4M3 10h4M13 10h4M5 5l2.5 2.5M12.5 12.5L15 15M15 5l-2.5 2.5M7.5 12.5L5 15' },
  { to: '/models', key: 'models', picture: 'M10 2.5l7 3.5v8l-7 3.5L3 14V6zM3 6l7 3.5L17 6M10 9.5v8' },
  { to: '/learn', key: 'learn', picture: 'M10 5c-2-1.5-4-2-7-2v12c3 0 5 .5 7 2 2-1.5 4-2 7-2V3c-3 0-5 .5-7 2zM10 5v12' },
] as const;

/** The main navigation: in the header, and at the lower edge on narrow screens. */
export function Navigation() {
  const { t } = useTranslation('shell');
  return (
    <nav aria-label={t('navigation')} className={styles.navigation}>
      {PLACES.map(({ to, key, picture }) => (
        <NavLink key={to} to={to} end={to === '/'} className={styles.link}>
          <svg viewBox="0 0 20 20" className={styles.picture} aria-hidden="true">
            <path d={picture} />
          </svg>
          {t(`pages.${key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
