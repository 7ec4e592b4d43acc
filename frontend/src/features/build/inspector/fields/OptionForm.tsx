import { useTranslation } from 'react-i18next';
import type { OptionOut } from '@/api';
import { useWords } from '@/shared/catalogue';
import type { FieldProps } from './field';
import { ChoiceField } from './ChoiceField';
import styles from './Fields.module.css';
import { ListField } from './ListField';
import { NumberField } from './NumberField';
import { OwnSetField } from './OwnSetField';
import { PaddingField } from './PaddingField';
import { PairField } from './PairField';
import { PartField } from './PartField';
import { PartListField } from './PartListField';
import { kindOf } from './parts';
import { SwitchField } from './SwitchField';
import { TextField } from './TextField';

const MOST_NESTED = 3; // a part with more options shows the first two, and the rest when asked

interface Props {
  /** Where the texts of these options stand, such as `layers.conv2d`. */
  owner: string;
  options: readonly OptionOut[];
  /** Only those that differ from the defaults. */
  values: Record<string, unknown>;
  /** The place of these options in the recipe. */
  path: string;
  onChange: (option: OptionOut, value: unknown) => void;
  /** The options of a part within another form. */
  nested?: boolean;
  label?: string;
}

/** A form drawn from the catalogue alone: one field for each option, by its type. */
export function OptionForm({ owner, options, values, path, onChange, nested = false, label }: Props) {
  const { t } = useTranslation('build');
  const words = useWords();
  const group = nested ? { role: 'group', 'aria-label': label } : {};
  const field = (option: OptionOut) => {
    const Field = owner === 'datasets.own' && option.name === 'id' ? OwnSetField : OptionField;
    return (
      <Field
        key={option.name}
        option={option}
        value={Object.hasOwn(values, option.name) ? values[option.name] : option.default}
        label={words.optionLabel(owner, option)}
        help={words.optionHelp(owner, option)}
        path={`${path}/${option.name}`}
        onChange={(value) => onChange(option, value)}
      />
    );
  };
  const shown = nested && options.length > MOST_NESTED ? MOST_NESTED - 1 : options.length;
  return (
    <div {...group} className={nested ? styles.nested : styles.form}>
      {options.slice(0, shown).map(field)}
      {shown < options.length && (
        <details className={styles.more}>
          <summary>{t('inspector.moreOf', { label })}</summary>
          {options.slice(shown).map(field)}
        </details>
      )}
    </div>
  );
}

function OptionField(props: FieldProps) {
  const { type, many, choices } = props.option;
  if (kindOf(type)) return many ? <PartListField {...props} /> : <PartField {...props} />;
  if (type === 'integer' || type === 'number') return <NumberField {...props} />;
  if (type === 'boolean') return <SwitchField {...props} />;
  if (type === 'pair') return <PairField {...props} />;
  if (type === 'padding') return <PaddingField {...props} />;
  if (type === 'shape') return <ListField {...props} />;
  return choices ? <ChoiceField {...props} /> : <TextField {...props} />;
}
