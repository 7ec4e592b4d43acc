import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelOut } from '@/api';
import { EmptyState, ErrorText, Waiting } from '@/shared/ui';
import { EmergingDigit } from './EmergingDigit';
import { firstOf, useGenerators } from './generators';
import type { Place } from './place';

interface Props {
  place: Place;
  children: (model: ModelOut, choice: ReactNode) => ReactNode;
}

/** The generator that a tab is about and the choice of another one; or why there is none. */
export function ChosenGenerator({ place, children }: Props) {
  const { t } = useTranslation('generate');
  const { generators, error, retry } = useGenerators();
  if (error) return <ErrorText error={error} retry={retry} />;
  if (!generators) return <Waiting />;
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
  const id = place.model ?? firstOf(generators);
  const model = generators.find((one) => one.id === id);
  const choice = <GeneratorChoice generators={generators} id={id} onChoose={(next) => place.go({ model: next })} />;
  if (!model) {
    return (
      <EmptyState title={t('steer.gone')} action={choice}>
        {t('steer.goneText')}
      </EmptyState>
    );
  }
  return children(model, choice);
}

interface ChoiceProps {
  generators: readonly ModelOut[];
  id: string | null;
  onChoose: (id: string) => void;
}

function GeneratorChoice({ generators, id, onChoose }: ChoiceProps) {
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
