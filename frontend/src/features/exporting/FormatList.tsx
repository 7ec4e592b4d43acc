import { useTranslation } from 'react-i18next';
import type { ExportOut } from '@/api';
import { grouped, titleOf } from './exports';
import styles from './Exporting.module.css';

interface Props {
  formats: readonly ExportOut[];
  chosen: string;
  choose: (format: string) => void;
}

/** The formats under what one wants to do: try it, embed it, read its code, run it elsewhere. */
export function FormatList({ formats, chosen, choose }: Props) {
  const { t } = useTranslation('models');
  return (
    <nav aria-label={t('export.formatsLabel')} className={styles.list}>
      {grouped(formats).map(([group, some]) => (
        <section key={group} aria-label={t(`export.groups.${group}`)}>
          <h3 className={styles.group}>{t(`export.groups.${group}`)}</h3>
          <ul className={styles.formats}>
            {some.map((one) => (
              <li key={one.format}>
                <button type="button" className={styles.format} aria-current={one.format === chosen || undefined} data-refused={one.refusal !== null} onClick={() => choose(one.format)}>
                  {titleOf(one)}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
