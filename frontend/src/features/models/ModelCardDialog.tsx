import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ModelDetail } from '@/api';
import { getModelOptions } from '@/api/@tanstack/react-query.gen';
import { datasetLabel } from '@/shared/catalogue';
import { bytes, dateTime, duration, listing, number, percent, sizes } from '@/shared/format';
import { Dialog, ErrorText, Waiting } from '@/shared/ui';
import { descriptionOf } from './models';
import styles from './ModelCardDialog.module.css';

/** Everything that is known about a model, down to the hash of its file. */
export function ModelCardDialog({ id, name, close }: { id: string; name: string; close: () => void }) {
  const { t } = useTranslation(['models', 'common']);
  const { data, error, refetch } = useQuery(getModelOptions({ path: { id } }));
  return (
    <Dialog opened onClose={close} title={t('models:cardOf', { name })} size="lg" closeButtonProps={{ 'aria-label': t('common:close') }}>
      {error ? <ErrorText error={error} retry={() => void refetch()} /> : data ? <Facts model={data} /> : <Waiting />}
    </Dialog>
  );
}

/** Of how many strangers it says that it does not know them, and of how many of its own examples; or that it never does. */
function noticedBy({ certainty, kind, writes, input_shape: shape }: ModelDetail): string | null {
  if (kind === 'generator' || writes || shape.length !== 3) return null;
  if (!certainty || certainty.kept === null) return i18next.t('models:strangers.never');
  const kinds = Object.entries(certainty.noticed).map(([kind, share]) => i18next.t(`models:strangers.${kind}`, { defaultValue: `${kind} {{share}}`, share: percent(share, 0) }));
  return i18next.t('models:strangers.all', { kinds: listing(kinds), known: percent(1 - certainty.kept, 0) });
}

function Facts({ model }: { model: ModelDetail }) {
  const { t } = useTranslation('models');
  const facts: [name: string, value: string | null][] = [
    [t('facts.testAccuracy'), model.test_accuracy === null ? null : percent(model.test_accuracy, 2)],
    [t('facts.validationAccuracy'), model.validation_accuracy === null ? null : percent(model.validation_accuracy, 2)],
    [t('facts.agreement'), model.agreement === null ? null : percent(model.agreement, 2)],
    [t('facts.dataset'), datasetLabel(model.dataset, model.own_data)],
    [t('facts.recipe'), model.recipe_name],
    [t('facts.seed'), model.seed === null ? null : String(model.seed)],
    [t(model.kind === 'generator' ? 'facts.noise' : 'facts.input'), sizes(model.input_shape)],
    [t('facts.makes'), model.kind === 'generator' ? sizes(model.output_shape) : null],
    [t('facts.classes'), listing(model.class_names)],
    [t('facts.parameters'), number(model.parameters)],
    [t('facts.seconds'), model.seconds === null ? null : duration(model.seconds)],
    [t('facts.temperature'), model.certainty ? number(model.certainty.temperature, 2) : null],
    [t('facts.unknown'), noticedBy(model)],
    [t('facts.created'), model.created && dateTime(model.created)],
    [t('facts.size'), bytes(model.size)],
    [t('facts.hash'), model.hash],
  ];
  return (
    <>
      {model.description && <p className={styles.description}>{descriptionOf(model)}</p>}
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <details className={styles.recipe}>
        <summary>{t('facts.wholeRecipe')}</summary>
        <pre tabIndex={0}>{JSON.stringify(model.recipe, null, 2)}</pre>
      </details>
    </>
  );
}
