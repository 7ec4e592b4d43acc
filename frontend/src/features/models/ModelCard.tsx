import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ModelOut } from '@/api';
import { datasetLabel } from '@/shared/catalogue';
import { bytes, number, percent } from '@/shared/format';
import { readsDrawings, writesText } from '@/shared/models';
import { ModelCardDialog } from './ModelCardDialog';
import { ModelName } from './ModelName';
import { accuracyKey, accuracyOf, day, descriptionOf, generateAddress, insideAddress, mapAddress, openAddress } from './models';
import styles from './ModelCard.module.css';

interface Props {
  model: ModelOut;
  tried: boolean;
  tryOut: (model: ModelOut) => void;
  /** What else can be done with it, once it is trained. */
  more?: (model: ModelOut) => ReactNode;
}

/** A trained model: how good it is, where it comes from, and what can be done with it. */
export function ModelCard({ model, tried, tryOut, more }: Props) {
  const { t } = useTranslation('models');
  const [opened, setOpened] = useState(false);
  const accuracy = accuracyOf(model);
  const readable = readsDrawings(model) || writesText(model);
  const generates = model.kind === 'generator';
  return (
    <article className={styles.card} data-tried={tried} aria-label={model.name}>
      <div className={styles.top}>
        {model.origin === 'run' ? <ModelName model={model} /> : <h3 className={styles.name}>{model.name}</h3>}
        {model.live && <span className={styles.mark}>● {t('live')}</span>}
        {tried && <span className={styles.mark}>✓ {t('trying')}</span>}
      </div>
      {model.description && <p className={styles.description}>{descriptionOf(model)}</p>}
      {(accuracy !== null || !generates) && (
        <div className={styles.accuracy}>
          <span className={styles.big}>{percent(accuracy, accuracy !== null && accuracy > 0.99 ? 2 : 1)}</span>
          <span className={styles.soft}>{t(accuracyKey(model))}</span>
        </div>
      )}
      <p className={styles.soft}>
        {[
          datasetLabel(model.dataset, model.own_data),
          t('parameters', { count: model.parameters, number: number(model.parameters) }),
          bytes(model.size),
          ...(model.seed === null ? [] : [t('seed', { seed: model.seed })]),
          ...(model.created ? [day(model.created)] : []),
        ].join(' · ')}
      </p>
      <div className={styles.actions}>
        {generates ? (
          <Button variant="filled" component={Link} to={generateAddress(model)}>
            {t('generate')}
          </Button>
        ) : (
          <Button
            variant={tried ? 'default' : 'filled'}
            aria-pressed={tried}
            disabled={!readable}
            title={readable ? undefined : t('notForDrawings')}
            onClick={() => tryOut(model)}
          >
            {t('try')}
          </Button>
        )}
        <Button component={Link} to={insideAddress(model)}>
          {t('lookInside')}
        </Button>
        {!generates && (
          <Button component={Link} to={mapAddress(model)}>
            {t('map')}
          </Button>
        )}
        <Button component={Link} to={openAddress(model)}>
          {t('openRecipe')}
        </Button>
        {!model.live && more?.(model)}
        <Button variant="transparent" px={6} onClick={() => setOpened(true)}>
          {t('card')}
        </Button>
      </div>
      {opened && <ModelCardDialog id={model.id} name={model.name} close={() => setOpened(false)} />}
    </article>
  );
}
