import type { ModelOut } from '@/api';
import { DrawingPad, PredictionPanel, useChosenModel, useChosenWriter, WritingPanel } from '@/features/drawing';
import { ExportButton } from '@/features/exporting';
import { FineTuneButton } from '@/features/finetuning';
import { ModelsBrowser } from '@/features/models';

export function Component() {
  const { id } = useChosenModel();
  const writer = useChosenWriter();
  return (
    <ModelsBrowser
      tried={id}
      more={more}
      trial={
        id === writer.id ? (
          <WritingPanel />
        ) : (
          <>
            <DrawingPad />
            <PredictionPanel />
          </>
        )
      }
    />
  );
}

/** A model that is trained can be taken along, and one that reads examples can learn something else. */
function more({ id, name, kind, writes }: ModelOut) {
  return (
    <>
      {kind === 'classifier' && !writes && <FineTuneButton model={id} name={name} />}
      <ExportButton model={id} name={name} />
    </>
  );
}
