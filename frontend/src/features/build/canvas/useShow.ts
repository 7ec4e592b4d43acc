/** Bringing blocks into view. */
import { useReducedMotion } from '@mantine/hooks';
import { getViewportForBounds, type Rect, useReactFlow, type Transform, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import type { Point } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { currentGrounds, currentPlaces } from '../edit';
import { NODE } from '../graph';
import { offerStage } from './showing';

const MARGIN = 24;
const TOP = 48; // the height of what stands at the upper edge of a narrow canvas
const TOOLS = 64; // the height that the buttons at the lower edge cover
const PADDING = { x: '36px', top: '32px', bottom: '64px' } as const;
const READABLE = 0.75; // the least zoom at which a network is first shown

/** Keeps what is selected in view, and shows the whole network when another document is opened. */
export function useShow() {
  const flow = useReactFlow();
  const store = useStoreApi();
  const duration = useReducedMotion() ? 0 : 180;
  const documentId = useWorkbench((bench) => bench.documentId);
  const leader = useWorkbench((bench) => bench.selection[0]);

  // React Flow fits only what it has drawn, and blocks outside of the view are not drawn
  const showAll = useCallback(() => {
    const { width, height } = store.getState();
    const bounds = boundsOfAll();
    if (bounds && width > 0) void flow.setViewport(getViewportForBounds(bounds, width, height, 0.1, 1, PADDING), { duration });
  }, [flow, store, duration]);

  const show = useCallback(
    (name: string, focus: boolean) => {
      const place = currentPlaces()[name];
      if (!place) return;
      const { width, height, transform, domNode } = store.getState();
      const [x, y, zoom] = transform;
      const [left, top] = [place.x * zoom + x, place.y * zoom + y];
      const [right, bottom] = [left + NODE.width * zoom, top + NODE.height * zoom];
      const inView = left >= MARGIN && top >= MARGIN && right <= width - MARGIN && bottom <= height - TOOLS;
      // a block that takes the focus has to be drawn, so the view jumps there at once
      if (!inView && width > 0) {
        void flow.setCenter(place.x + NODE.width / 2, place.y + NODE.height / 2, { zoom, duration: focus ? 0 : duration });
      }
      if (focus) requestAnimationFrame(() => focusBlock(domNode, name));
    },
    [flow, store, duration],
  );

  useEffect(() => offerStage(show), [show]);
  useEffect(() => {
    if (leader !== undefined) show(leader, false);
  }, [leader, show]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const { width, height } = store.getState();
      const bounds = boundsOfAll();
      if (bounds && width > 0) void flow.setViewport(firstView(bounds, width, height));
    });
    return () => cancelAnimationFrame(frame);
  }, [documentId, flow, store]);

  // an undo can take everything away that was in view
  useEffect(
    () =>
      useWorkbench.subscribe((now, before) => {
        if (now.recipe === before.recipe || now.documentId !== before.documentId) return;
        requestAnimationFrame(() => {
          const { width, height, transform } = store.getState();
          const places = Object.values(currentPlaces());
          if (places.length > 0 && width > 0 && !places.some((place) => meets(place, transform, width, height))) showAll();
        });
      }),
    [store, showAll],
  );

  return { showAll };
}

function meets({ x, y }: Point, [left, top, zoom]: Transform, width: number, height: number): boolean {
  const [right, bottom] = [(x + NODE.width) * zoom + left, (y + NODE.height) * zoom + top];
  return right > 0 && bottom > 0 && x * zoom + left < width && y * zoom + top < height;
}

/** All blocks, with the grounds that they stand on. */
function boundsOfAll(): Rect | undefined {
  const blocks = Object.values(currentPlaces()).map((place) => ({ ...place, ...NODE }));
  const all: Rect[] = [...blocks, ...currentGrounds()];
  if (all.length === 0) return undefined;
  const [x, y] = [Math.min(...all.map((rect) => rect.x)), Math.min(...all.map((rect) => rect.y))];
  const [right, bottom] = [Math.max(...all.map((rect) => rect.x + rect.width)), Math.max(...all.map((rect) => rect.y + rect.height))];
  return { x, y, width: right - x, height: bottom - y };
}

/** The whole network where it can be read then, else where it begins. */
function firstView(bounds: Rect, width: number, height: number): Viewport {
  const whole = getViewportForBounds(bounds, width, height, 0.1, 1, PADDING);
  if (whole.zoom >= READABLE) return whole;
  const fits = { across: bounds.width * READABLE <= width - 2 * MARGIN, down: bounds.height * READABLE <= height - 2 * MARGIN };
  return {
    x: fits.across ? width / 2 - (bounds.x + bounds.width / 2) * READABLE : MARGIN - bounds.x * READABLE,
    y: fits.down ? height / 2 - (bounds.y + bounds.height / 2) * READABLE : TOP - bounds.y * READABLE,
    zoom: READABLE,
  };
}

function focusBlock(canvas: HTMLElement | null, name: string): void {
  canvas?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}
