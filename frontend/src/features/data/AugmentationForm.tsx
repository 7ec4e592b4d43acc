import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OptionOut, PartOut } from '@/api';
import { useWords } from '@/shared/catalogue';
import { type Chosen, defaultsOf, isNumeric, rangeOf } from './augmentation';
import { NumberSlider } from './NumberSlider';
import styles from './Augmenting.module.css';

interface Props {
  parts: readonly PartOut[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}

/** A switch for each kind of change, and a slider for each of its options. */
export function AugmentationForm({ parts, chosen, choose }: Props) {
  const { t } = useTranslation('data');
  const words = useWords();
  const toggle = (part: PartOut) => {
    const { [part.name]: given, ...others } = chosen;
    choose(given ? others : { ...chosen, [part.name]: defaultsOf(part) });
  };
  return (
    <div role="group" aria-label={t('augmentation')} className={styles.form}>
      {parts.map((part) => {
        const options = chosen[part.name];
        return (
          <div key={part.name} className={styles.part}>
            <Switch
              size="sm"
              checked={options !== undefined}
              onChange={() => toggle(part)}
              label={words.partLabel('augmentations', part)}
              description={words.partIntro('augmentations', part)}
            />
            {options &&
              part.options.filter(isNumeric).map((option) => (
                <OptionSlider
                  key={option.name}
                  part={part}
                  option={option}
                  value={Number(options[option.name])}
                  change={(value) => choose({ ...chosen, [part.name]: { ...options, [option.name]: value } })}
                />
              ))}
          </div>
        );
      })}
    </div>
  );
}

interface SliderProps {
  part: PartOut;
  option: OptionOut;
  value: number;
  change: (value: number) => void;
}

function OptionSlider({ part, option, value, change }: SliderProps) {
  const { min, max, step } = rangeOf(option, value);
  const words = useWords();
  const owner = `augmentations.${part.name}`;
  const label = words.optionLabel(owner, option);
  return <NumberSlider label={label} title={words.optionHelp(owner, option)} min={min} max={max} step={step} value={value} change={change} />;
}
