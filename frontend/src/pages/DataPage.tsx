import { DataBrowser } from '@/features/data';
import { DrawingPad } from '@/features/drawing';

export function Component() {
  return <DataBrowser pad={<DrawingPad open />} />;
}
