import type { ReactNode } from 'react';
import type { DatasetOut } from '@/api';
import { labelOf, MY_DRAWINGS, summaryOf } from './datasets';
import { MyDrawings } from './MyDrawings';
import { OpenedHead } from './OpenedHead';
import { PicturesDetail } from './PicturesDetail';
import { PointsDetail } from './PointsDetail';
import { Preparation } from './Preparation';
import { TextDetail } from './TextDetail';
import { UseDataset } from './UseDataset';

/** One data set, opened. `pad` is where one draws more of one's own. */
export function DatasetDetail({ set, pad }: { set: DatasetOut; pad: ReactNode }) {
  return (
    <>
      <OpenedHead title={labelOf(set)} told={summaryOf(set)}>
        {(set.state === 'ready' || set.name === MY_DRAWINGS) && <UseDataset set={set} />}
      </OpenedHead>
      <Content set={set} pad={pad} />
    </>
  );
}

function Content({ set, pad }: { set: DatasetOut; pad: ReactNode }) {
  if (set.name === MY_DRAWINGS) return <MyDrawings pad={pad} />;
  if (set.state !== 'ready') return <Preparation set={set} />;
  if (set.kind === 'text') return <TextDetail set={set} />;
  return set.kind === 'points' ? <PointsDetail set={set} /> : <PicturesDetail set={set} />;
}
