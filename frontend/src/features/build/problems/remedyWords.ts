/** What a remedy does, as the words on its button: "Insert flatten", "Set units to 10". */
import { useTranslation } from 'react-i18next';
import type { Remedy } from '@/api';
import { partOf, useCatalogue, useWords } from '@/shared/catalogue';
import { useNetwork } from '../edit';
import { layerOf } from '../graph';

/** Says a remedy, or nothing for one that names too little. */
export function useRemedyWords(): (remedy: Remedy) => string | undefined {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const words = useWords();
  const network = useNetwork();
  const lower = (text: string) => text.toLocaleLowerCase();

  const layerLabel = (layer: string) => {
    const part = partOf(catalogue, 'layers', layer);
    return lower(part ? words.layerLabel(part) : layer);
  };
  const optionLabel = (owner: string, kind: 'layers' | 'tasks', part: string | undefined, name: string) => {
    const option = partOf(catalogue, kind, part)?.options.find((known) => known.name === name);
    return lower(words.optionLabel(owner, option ?? { name, label: name }));
  };

  return ({ kind, node, layer, option, value }) => {
    switch (kind) {
      case 'insert-before':
      case 'insert-after':
        return layer ? t('problems.remedy.insert', { layer: layerLabel(layer) }) : undefined;
      case 'remove-node':
        return node ? t('problems.remedy.remove', { node }) : undefined;
      case 'set-option': {
        if (!option || !node) return undefined;
        const of = network && layerOf(network, node);
        return t('problems.remedy.set', { option: optionLabel(`layers.${of}`, 'layers', of, option), value: told(value) });
      }
      case 'set-training': {
        if (!option) return undefined;
        const loss = option === 'loss' ? partOf(catalogue, 'losses', String(value)) : undefined;
        const said = loss ? lower(words.partLabel('losses', loss)) : told(value);
        return t('problems.remedy.set', { option: optionLabel('tasks.classifier', 'tasks', 'classifier', option), value: said });
      }
    }
  };
}

function told(value: unknown): string {
  return Array.isArray(value) ? value.join(' × ') : String(value);
}
