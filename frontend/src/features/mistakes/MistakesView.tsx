import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '@/locales/mistakes';
import { ModelChoice } from '@/shared/ModelChoice';
import { useModels } from '@/shared/models';
import { usePageTitle } from '@/shared/page';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import styles from './Mistakes.module.css';
import { ModelMistakes } from './ModelMistakes';
import { usePlace } from './place';

/** Where a model errs, picture by picture, and how it is put right. `pad`: where more of a label are drawn. */
export function MistakesView({ pad }: { pad: (label: string) => ReactNode }) {
  const { t } = useTranslation('mistakes');
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
        {model.origin === 'run' && <Link to={`/runs/${model.id.slice('run:'.length)}`}>{t('toRun')}</Link>}
        <p className={styles.intro}>{t('intro')}</p>
      </header>
      <ModelMistakes key={model.id} model={model} place={place} pad={pad} />
    </div>
  );
}
