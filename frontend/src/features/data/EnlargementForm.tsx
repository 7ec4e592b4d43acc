import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PartOut } from '@/api';
import { useWords } from '@/shared/catalogue';
import { fitted, manyOf, type Pair, placesOf, usualFor, type Windows } from './enlargement';
import { NumberSlider } from './NumberSlider';
import styles from './Augmenting.module.css';

interface Props {
  part: PartOut;
  /** Height and width of the pictures. */
  size: Pair;
  chosen: Windows | null;
  choose: (chosen: Windows | null) => void;
}

/** Many pictures of each one: how large a part of it is moved, to how many places, and whether it is turned too. */
export function EnlargementForm({ part, size, chosen, choose }: Props) {
  const { t } = useTranslation('data');
  const words = useWords();
  const owner = `enlargements.${part.name}`;
  const change = (next: Partial<Windows>) => chosen && choose(fitted({ ...chosen, ...next }, size));
  const wordsOf = (name: string) => {
    const option = part.options.find((one) => one.name === name);
    return option ? { label: words.optionLabel(owner, option), help: words.optionHelp(owner, option) } : { label: name, help: '' };
  };
  const pair = (name: 'window' | 'grid', value: Pair, most: Pair) => {
    const { label, help } = wordsOf(name);
    const side = (axis: 0 | 1) => (
      <NumberSlider
        label={`${label}: ${t(`${name}_${axis}`)}`}
        title={help}
        min={1}
        max={most[axis]}
        step={1}
        value={value[axis]}
        change={(next) => change({ [name]: axis === 0 ? [next, value[1]] : [value[0], next] })}
      />
    );
    return (
      <>
        {side(0)}
        {side(1)}
      </>
    );
  };
  const turns = wordsOf('turns');
  return (
    <div role="group" aria-label={t('enlargement')} className={styles.form}>
      <h3 className={styles.heading}>{t('enlargement')}</h3>
      <Switch
        size="sm"
        checked={chosen !== null}
        onChange={() => choose(chosen ? null : usualFor(part, size))}
        label={words.partLabel('enlargements', part)}
        description={words.partIntro('enlargements', part)}
      />
      {chosen && (
        <>
          {pair('window', chosen.window, size)}
          {pair('grid', chosen.grid, placesOf(chosen.window, size))}
          {size[0] === size[1] && (
            <Switch
              size="sm"
              className={styles.inner}
              checked={chosen.turns}
              onChange={(event) => change({ turns: event.currentTarget.checked })}
              label={turns.label}
              description={turns.help}
            />
          )}
          <p className={styles.many} role="status">
            {t('enlarged', { count: manyOf(chosen) })}
          </p>
        </>
      )}
    </div>
  );
}
