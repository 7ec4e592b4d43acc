import { useTranslation } from 'react-i18next';
import { Segments } from './ChoiceField';
import type { FieldProps } from './field';
import { PairField } from './PairField';

const PIXELS = 'pixels';

/** None, enough to keep the size, or so many pixels. */
export function PaddingField(props: FieldProps) {
  const { option, value, label, help, onChange } = props;
  const { t } = useTranslation('build');
  const words = (option.choices ?? []).map(String);
  const chosen = typeof value === 'string' ? value : PIXELS;
  const data = [...words, PIXELS].map((choice) => ({
    value: choice,
    label: t([`inspector.choices.${choice}`], { defaultValue: choice }),
  }));
  return (
    <>
      <Segments
        label={label}
        help={help}
        data={data}
        value={chosen}
        onChange={(choice) => onChange(choice === PIXELS ? Math.max(option.ge ?? 0, 1) : choice)}
      />
      {chosen === PIXELS && <PairField {...props} label={t('inspector.pixels', { label })} />}
    </>
  );
}
