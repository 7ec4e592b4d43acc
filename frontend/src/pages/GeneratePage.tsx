import { useDrafts } from '@/features/drafts';
import { GenerateView } from '@/features/generate';
import { RunControls, RunReadings, RunTrouble } from '@/features/training';

/** Generators; the open draft can be trained here too. */
export function Component() {
  useDrafts();
  return (
    <GenerateView
      parts={{
        controls: (run) => <RunControls run={run} />,
        readings: (run) => <RunReadings run={run} />,
        trouble: (run) => <RunTrouble run={run} />,
      }}
    />
  );
}
