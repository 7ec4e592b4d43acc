/** What the inputs of a generator and its discriminator are called, and what comes through them. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const KNOWN = ['noise', 'label', 'time', 'image'] as const;

export function useInputWords(): (name: string) => { title: string; about: string } {
  const { t } = useTranslation('build');
  return useCallback(
    (name) => {
      const known = KNOWN.find((one) => one === name);
      return known ? { title: t(`canvas.input.${known}.title`), about: t(`canvas.input.${known}.about`) } : { title: name, about: '' };
    },
    [t],
  );
}
