/** Blocks that are dropped: from the palette, or a loose one from elsewhere on the canvas. Over a wire they go onto it. */
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import type { Point, Positions } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { addLayer, dropOnWire } from '../edit';
import { handoverOf, isShared, laneAt, NODE, nearestWire, nodeOf, readersOf, type Wire, wireId, wiresOf } from '../graph';
import { type Dragged, receiveDrops, useDragging } from '../palette/dragging';
import type { Scene } from './useElements';

const REACH = 44; // how near to a wire a block is on it, in pixels of the screen

export function useDropping({ network, places, flow, grounds }: Scene) {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  const store = useStoreApi();
  const dragged = useDragging((dragging) => dragging.dragged);

  const inCanvas = useCallback(
    ({ x, y }: Point): boolean => {
      const { domNode } = store.getState();
      const under = document.elementFromPoint(x, y);
      return domNode !== null && under !== null && domNode.contains(under);
    },
    [store],
  );

  const wireAt = useCallback(
    (point: Point, without?: string): Wire | undefined => {
      const handover = handoverOf(network);
      const wires = [...wiresOf(network), ...(handover ? [handover] : [])].filter(
        (wire) => wire.from !== without && wire.to !== without && !isShared(network, wire),
      );
      return nearestWire(point, wires, places, flow, REACH / getZoom());
    },
    [network, places, flow, getZoom],
  );

  useEffect(
    () =>
      receiveDrops(({ layer, at }: Dragged) => {
        if (!inCanvas(at)) return;
        const point = screenToFlowPosition(at);
        const wire = wireAt(point);
        const corner = { x: Math.round(point.x - NODE.width / 2), y: Math.round(point.y - NODE.height / 2) };
        addLayer(layer, wire ? { wire } : { at: corner, lane: laneAt(point, grounds) });
      }),
    [inCanvas, screenToFlowPosition, wireAt, grounds],
  );

  /** Where blocks of the canvas were let go. */
  const settle = useCallback(
    (moved: Positions): void => {
      const [name, ...others] = Object.keys(moved);
      const place = name === undefined ? undefined : moved[name];
      if (name === undefined || !place) return;
      const loose = nodeOf(network, name)?.inputs.length === 0 && readersOf(network, name).length === 0;
      const middle = { x: place.x + NODE.width / 2, y: place.y + NODE.height / 2 };
      const wire = loose && others.length === 0 ? wireAt(middle, name) : undefined;
      if (wire) dropOnWire(name, wire);
      else useWorkbench.getState().setPositions({ ...places, ...moved });
    },
    [network, places, wireAt],
  );

  const under = dragged && inCanvas(dragged.at) ? wireAt(screenToFlowPosition(dragged.at)) : undefined;
  return { settle, markedWire: under ? wireId(under) : null };
}
