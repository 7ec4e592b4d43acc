/** Connecting two blocks from the canvas, with the reason in words where it is refused. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { takesSeveral, useCatalogue } from '@/shared/catalogue';
import { toast } from '@/shared/toast';
import { connectNodes, useNetwork } from '../edit';
import { refuseWire, type WireRefusal } from '../graph';

export function useConnecting() {
  const { t } = useTranslation('build');
  const catalogue = useCatalogue();
  const network = useNetwork();

  const connect = useCallback(
    (from: string, to: string): void => {
      const refusal = connectNodes(from, to, (layer) => takesSeveral(catalogue, layer));
      const words: Record<WireRefusal, string> = {
        itself: t('canvas.refused.itself'),
        'into-input': t('canvas.refused.into-input'),
        'already-connected': t('canvas.refused.already-connected', { from, to }),
        'input-taken': t('canvas.refused.input-taken', { from, to }),
        'handed-over': t('canvas.refused.handed-over'),
        'other-network': t('canvas.refused.other-network', { from, to }),
        circle: t('canvas.refused.circle', { from, to }),
        unknown: t('canvas.refused.unknown'),
      };
      if (refusal) toast(words[refusal]);
    },
    [t, catalogue],
  );

  const possible = useCallback(
    (from: string, to: string): boolean =>
      network !== undefined && !refuseWire(network, from, to, (layer) => takesSeveral(catalogue, layer)),
    [network, catalogue],
  );

  return { connect, possible };
}
