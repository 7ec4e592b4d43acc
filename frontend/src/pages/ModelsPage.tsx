import { DrawingPad, PredictionPanel, useChosenModel, useChosenWriter, WritingPanel } from '@/features/drawing';
import { ModelsBrowser } from '@/features/models';

export function Component() {
  const { id } = useChosenModel();
  const writer = useChosenWriter();
  return (
    <ModelsBrowser
      tried={id}
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
