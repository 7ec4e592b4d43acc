import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import '@/locales/inside';
import { ModelChoice } from '@/shared/ModelChoice';
import { useModels } from '@/shared/models';
import { usePageTitle } from '@/shared/page';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import type { Drawing } from '@/shared/drawn';
import styles from './Inside.module.css';
import { ModelInside } from './ModelInside';
import { usePlace } from './place';

interface Props {
  /** The pad to draw on, and what is on it. */
  pad: ReactNode;
  drawing: Drawing;
}

/** A trained network, layer by layer: what each makes of an example, and where every number came from. */
export function InsideView({ pad, drawing }: Props) {
  const { t } = useTranslation('inside');
  const place = usePlace();
  const { data: models, error, refetch } = useModels();
  const model = models?.find(({ id }) => id === place.model);
  usePageTitle(model ? t('titleOf', { name: model.name }) : t('title'));
  if (!models) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  const choice = <ModelChoice label={t('model')} unchosen={t('chooseModel')} models={models} chosen={model} choose={(id) => place.go({ model: id })} />;
  if (!model) {
    return (
      <EmptyState page title={t(place.model ? 'gone.title' : 'title')} action={models.length > 0 ? choice : <Link to="/">{t('gone.build')}</Link>}>
        {t(place.model ? 'gone.text' : 'gone.choose')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('title')}</h1>
        {choice}
        {model.kind === 'classifier' && <Link to={`/map?model=${model.id}`} className={styles.map}>{t('map')}</Link>}
        <p className={styles.intro}>{t('intro')}</p>
      </header>
      <ModelInside key={model.id} model={model} place={place} pad={pad} drawing={drawing} />
    </div>
  );
}
