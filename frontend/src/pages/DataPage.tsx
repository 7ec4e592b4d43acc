import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataBrowser } from '@/features/data';
import { ConflictBanner, useDrafts } from '@/features/drafts';
import { clearDrawing, DrawingPad, drawnPicture } from '@/features/drawing';

/** The data sets; what one of them is to the open network is an edit of its draft. */
export function Component() {
  const { t } = useTranslation('own');
  useDrafts();
  const collecting = useMemo(() => ({ place: <DrawingPad hint={t('collect.hint')} />, picture: drawnPicture, clear: clearDrawing }), [t]);
  return (
    <>
      <ConflictBanner />
      <DataBrowser pad={<DrawingPad open />} collecting={collecting} />
    </>
  );
}
