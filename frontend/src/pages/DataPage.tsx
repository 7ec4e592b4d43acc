import { DataBrowser } from '@/features/data';
import { ConflictBanner, useDrafts } from '@/features/drafts';
import { DrawingPad } from '@/features/drawing';

/** The data sets; what one of them is to the open network is an edit of its draft. */
export function Component() {
  useDrafts();
  return (
    <>
      <ConflictBanner />
      <DataBrowser pad={<DrawingPad open />} />
    </>
  );
}
