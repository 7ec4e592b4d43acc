import type { OptionOut } from '@/api';
import { useWords } from '@/shared/catalogue';
import type { FieldProps } from './field';
import { ChoiceField } from './ChoiceField';
import styles from './Fields.module.css';
import { ListField } from './ListField';
import { NumberField } from './NumberField';
import { PaddingField } from './PaddingField';
import { PairField } from './PairField';
import { PartField } from './PartField';
import { PartListField } from './PartListField';
import { kindOf } from './parts';
import { SwitchField } from './SwitchField';
import { TextField } from './TextField';

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
  const words = useWords();
  const group = nested ? { role: 'group', 'aria-label': label } : {};
  return (
    <div {...group} className={nested ? styles.nested : styles.form}>
      {options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          value={Object.hasOwn(values, option.name) ? values[option.name] : option.default}
          label={words.optionLabel(owner, option)}
          help={words.optionHelp(owner, option)}
          path={`${path}/${option.name}`}
          onChange={(value) => onChange(option, value)}
        />
      ))}
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
