import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OptionOut } from '@/api';
import { useCatalogue } from '@/shared/catalogue';
import type { DataSpec } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { editNetwork, editRecipe, useNetwork } from '../edit';
import { tuple, useNodeWords } from '../words';
import { ListField } from './fields/ListField';
import { OptionForm } from './fields/OptionForm';
import { withOption } from './fields/parts';
import { Heading } from './Heading';
import styles from './Inspector.module.css';
import { NameField } from './NameField';

const CORRECTIONS = 'corrections';
const SHAPE: OptionOut = {
  name: 'shape',
  label: 'Shape',
  type: 'shape',
  many: false,
  optional: false,
  default: [],
  help: '',
  expects: '',
  ge: 1,
};

/** Where the examples come from, how they are varied and prepared, and the shape in which the network reads them. */
export function DataForm({ name }: { name: string }) {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const words = useNodeWords();
  const network = useNetwork();
  const opening = useWorkbench((bench) => bench.opening);
  const data = useWorkbench((bench) => bench.recipe?.data);
  const shape = network?.inputs[name];
  if (!catalogue || !shape) return null;
  const path = `${opening}/data`;
  const { preprocessing = {}, ...values } = data ?? {};

  const set = (option: OptionOut, value: unknown) =>
    editRecipe((recipe) => ({ ...recipe, data: withOption(recipe.data ?? {}, option, value) }), `${path}/${option.name}`);
  const prepare = (option: OptionOut, value: unknown) =>
    editRecipe(
      (recipe) => ({ ...recipe, data: prepared(recipe.data, option, value) }),
      `${path}/preprocessing/${option.name}`,
    );

  return (
    <>
      {!network.lanes && (
        <Heading title={t('inspector.data.title')} colour="var(--io)">
          {t('inspector.data.intro')}
        </Heading>
      )}
      <OptionForm owner="data" options={catalogue.data.filter(({ name: option }) => option !== CORRECTIONS)} values={values} path={path} onChange={set} />
      <Corrections count={Array.isArray(values.corrections) ? values.corrections.length : 0} />
      <details className={styles.details}>
        <summary>{t('inspector.data.preprocessing')}</summary>
        <OptionForm
          owner="preprocessing"
          options={catalogue.preprocessing}
          values={preprocessing}
          path={`${path}/preprocessing`}
          onChange={prepare}
        />
      </details>
      <details className={styles.details}>
        <summary>{t('inspector.data.input')}</summary>
        {!network.lanes && <NameField name={name} path={`${opening}/${name}/name`} />}
        <ListField
          option={SHAPE}
          value={shape}
          label={t('inspector.data.shape')}
          help={t('inspector.data.shapeHelp')}
          path={`${opening}/${name}/shape`}
          onChange={(value) =>
            editNetwork(
              (current) => ({ ...current, inputs: { ...current.inputs, [name]: value as number[] } }),
              `${opening}/${name}/shape`,
            )
          }
        />
        <p className={styles.soft}>
          {words.shape(shape)} <code>{tuple(shape)}</code>
        </p>
      </details>
    </>
  );
}

/** What is put right among the examples is a long list: here one sees that it is there, and can be rid of it. */
function Corrections({ count }: { count: number }) {
  const { t } = useTranslation('build');
  if (count === 0) return null;
  const remove = () =>
    editRecipe((recipe) => {
      const { corrections: _, ...data } = recipe.data ?? {};
      return { ...recipe, data };
    });
  return (
    <p className={styles.soft}>
      {t('inspector.data.corrections', { count })}{' '}
      <Button size="compact-sm" onClick={remove}>
        {t('inspector.data.removeCorrections')}
      </Button>
    </p>
  );
}

function prepared(data: DataSpec | undefined, option: OptionOut, value: unknown): DataSpec {
  const { preprocessing, ...others } = data ?? {};
  const next = withOption(preprocessing ?? {}, option, value);
  return Object.keys(next).length === 0 ? others : { ...others, preprocessing: next };
}
