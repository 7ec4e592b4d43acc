/** The Lab's network at work on one example, asked for anew whenever the network or the example is another. */
import { useEffect, useState } from 'react';
import type { LabFollowIn, LabOut } from '@/api';
import type { Player } from '@/shared/lab';
import { type Look, lookOf } from './network';

/** Keep `example` the same object as long as it says the same. The answer to an older question stays until there is a newer one. */
export function useLook<Example extends LabFollowIn>(player: Player, out: LabOut | null, example: Example | null): { look: Look; example: Example } | null {
  const [found, setFound] = useState<{ look: Look; example: Example } | null>(null);
  useEffect(() => {
    if (!out || !example) return;
    void player.follow(example).then((followed) => followed && setFound({ look: lookOf(followed, out.step), example }));
  }, [player, out, example]);
  return example && found;
}
