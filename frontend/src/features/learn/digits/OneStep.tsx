import { useEffect, useMemo, useState } from 'react';
import { type Followed, LabRow } from '../shared';
import { type Look, lookOf } from './network';
import { OnePicture } from './OnePicture';
import { useLook } from './useLook';

interface Props {
  lab: Followed;
  count: number;
  /** A step has made the loss of its picture smaller. */
  onStepped: () => void;
}

/** The picture that the next step learns from; after it the same one still, with its outputs before and after. */
export function OneStep({ lab, count, onStepped }: Props) {
  const { player, told } = lab;
  const next = (told.out?.step ?? 0) % count;
  const [stepped, setStepped] = useState<{ row: number; before: Look } | null>(null);
  // a step further than the one that was just taken, or at the beginning: what was before says nothing any more
  const fresh = stepped !== null && told.out !== null && told.out.step - stepped.before.step <= 1 && told.out.step >= stepped.before.step ? stepped : null;
  const row = fresh?.row ?? next;
  const example = useMemo(() => ({ row }), [row]);
  const found = useLook(player, told.out, example);
  const after = fresh !== null && found?.example === example && found.look.step === fresh.before.step + 1;
  const better = after && (found.look.loss ?? Infinity) < (fresh.before.loss ?? Infinity);
  useEffect(() => {
    if (better) onStepped();
  }, [better, onStepped]);
  const step = async () => {
    const followed = await player.follow({ row: next });
    if (!followed) return;
    setStepped({ row: next, before: lookOf(followed, told.out?.step ?? 0) });
    player.step();
  };
  return (
    <>
      <LabRow lab={lab} onStep={() => void step()} />
      {found && <OnePicture look={found.look} row={found.example.row} count={count} before={after ? fresh.before : null} />}
    </>
  );
}
