import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '@/locales/map';
import { ModelChoice } from '@/shared/ModelChoice';
import { useModels } from '@/shared/models';
import { usePageTitle } from '@/shared/page';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import styles from './Map.module.css';
import { ModelMap } from './ModelMap';
import { usePlace } from './place';

/** What a network's last hidden layer makes of many examples, as a map: those together that it sees alike. */
export function MapView() {
  const { t } = useTranslation('map');
  const place = usePlace();
  const { data, error, refetch } = useModels();
  const models = data?.filter(({ kind }) => kind === 'classifier');
  const model = models?.find(({ id }) => id === place.model);
  usePageTitle(model ? t('titleOf', { name: model.name }) : t('title'));
  if (!data || !models) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  const choice = <ModelChoice label={t('model')} unchosen={t('chooseModel')} models={models} chosen={model} choose={(id) => place.go({ model: id })} />;
  if (!model) {
    const makes = data.some(({ id }) => id === place.model);
    return (
      <EmptyState page title={t(makes ? 'makes.title' : place.model ? 'gone.title' : 'title')} action={models.length > 0 ? choice : <Link to="/">{t('gone.build')}</Link>}>
        {t(makes ? 'makes.text' : place.model ? 'gone.text' : 'gone.choose')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('title')}</h1>
        {choice}
        <Link to={`/inside?${new URLSearchParams({ model: model.id })}`} className={styles.link}>{t('inside')}</Link>
        <p className={styles.intro}>{t('intro')}</p>
      </header>
      <ModelMap key={model.id} model={model} place={place} />
    </div>
  );
}
