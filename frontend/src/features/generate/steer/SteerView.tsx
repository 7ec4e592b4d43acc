import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import { EmergingDigit } from '../EmergingDigit';
import { firstOf, useGenerators } from '../generators';
import type { Place } from '../place';
import { Steer } from './Steer';
import styles from './Steer.module.css';

/** Make pictures with a trained generator and steer what it draws. */
export function SteerView({ place }: { place: Place }) {
  const { t } = useTranslation('generate');
  const { generators, error, retry } = useGenerators();
  if (error) return <ErrorText error={error} retry={retry} />;
  if (!generators) return <Waiting />;
  const id = place.model ?? firstOf(generators);
  const model = generators.find((one) => one.id === id);
  if (generators.length === 0) {
    return (
      <EmptyState
        title={t('empty.title')}
        picture={<EmergingDigit />}
        action={
          <Button variant="filled" onClick={() => place.go({ view: 'train' })}>
            {t('empty.action')}
          </Button>
        }
      >
        {t('empty.text')}
      </EmptyState>
    );
  }
  const choice = <GeneratorChoice generators={generators} id={id} onChoose={(next) => place.go({ model: next })} />;
  if (!model) {
    return (
      <EmptyState title={t('steer.gone')} action={choice}>
        {t('steer.goneText')}
      </EmptyState>
    );
  }
  return <Steer key={model.id} model={model} choice={<div className={styles.choice}>{choice}</div>} onModel={(next) => place.go({ model: next })} />;
}

interface ChoiceProps {
  generators: readonly ModelOut[];
  id: string | null;
  onChoose: (id: string) => void;
}

export function GeneratorChoice({ generators, id, onChoose }: ChoiceProps) {
  const { t } = useTranslation('generate');
  const known = generators.some((one) => one.id === id);
  const options = generators.map((one) => ({ value: one.id, label: one.live ? t('generatorLive', { name: one.name }) : one.name }));
  return (
    <NativeSelect
      label={t('generator')}
      value={known ? (id ?? '') : ''}
      data={known ? options : [{ value: '', label: t('chooseGenerator') }, ...options]}
      onChange={(event) => event.currentTarget.value && onChoose(event.currentTarget.value)}
    />
  );
}
