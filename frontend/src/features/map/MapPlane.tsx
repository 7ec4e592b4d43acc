import { useReducedMotion } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isClick, type Spot } from '@/shared/lasso';
import { useScheme } from '@/shared/theme/colour';
import { between, caught, isArrow, nearest, onwards } from './choosing';
import styles from './MapPlane.module.css';
import { paintMap, RIM, type Scene, stampsOf } from './painting';
import { type Frame, Glide, onMap, type Places } from './places';

interface Props extends Omit<Scene, 'lasso' | 'at'> {
  /** Where the points belong; they glide there in so many milliseconds. */
  places: Places;
  lasts: number;
  names: readonly string[];
  /** The map's accessible name, and that of the point that is looked at. */
  name: string;
  said: string;
  /** The point that was chosen, and the one under the pointer. */
  chosen: number | null;
  pointed: number | null;
  choose: (point: number) => void;
  point: (point: number | null) => void;
  select: (points: ReadonlySet<number>) => void;
}

const REACH = { mouse: 14, touch: 26 }; // pixels from the pointer to a point that is meant
const A_DRAG = 6; // pixels: what moves less is a click

/** All points of a map on a canvas. The mouse or a finger draws a lasso; keys go from point to point. */
export function MapPlane({ places, lasts, names, name, said, chosen, pointed, choose, point, select, ...scene }: Props) {
  const { t } = useTranslation('map');
  const canvas = useRef<HTMLCanvasElement>(null);
  const glide = useRef<Glide>(null);
  const draw = useRef(() => {});
  const line = useRef<Spot[]>([]);
  const corner = useRef<number | null>(null);
  const [lasso, setLasso] = useState<readonly Spot[]>([]);
  const calm = useReducedMotion();
  const scheme = useScheme();
  const help = useId();
  const { label, wrong, shown, selected, near } = scene;
  const at = pointed ?? chosen;
  const seen = useMemo(() => ({ label, wrong, shown, selected, near, at, lasso }), [label, wrong, shown, selected, near, at, lasso]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the colours of the stamps are those of the scheme
  const stamps = useMemo(() => stampsOf(names, window.devicePixelRatio), [names, scheme]);

  useEffect(() => {
    draw.current = () => {
      const place = canvas.current;
      const context = place?.getContext('2d');
      if (!place || !context || !glide.current) return;
      const ratio = window.devicePixelRatio;
      const size = Math.round(place.clientWidth * ratio);
      if (place.width !== size) place.width = place.height = size;
      paintMap(context, glide.current.now, { size, rim: RIM * ratio }, seen, stamps, ratio);
    };
    draw.current();
  }, [seen, stamps]);
  useEffect(() => {
    const sizes = new ResizeObserver(() => draw.current());
    if (canvas.current) sizes.observe(canvas.current);
    return () => sizes.disconnect();
  }, []);
  useEffect(() => {
    glide.current ??= new Glide(places);
    const way = glide.current;
    way.go(places, performance.now(), calm ? 0 : lasts);
    let frame = 0;
    const onward = (moment: number) => {
      const moves = way.step(moment);
      draw.current();
      frame = moves ? requestAnimationFrame(onward) : 0;
    };
    onward(performance.now());
    return () => cancelAnimationFrame(frame);
  }, [places, lasts, calm]);

  /** Where the pointer is on the map, and how far a pixel reaches there. */
  const spotOf = (event: PointerEvent): { spot: Spot; pixel: number } => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const frame: Frame = { size: width, rim: RIM };
    return { spot: [onMap(frame, event.clientX - left), onMap(frame, event.clientY - top)], pixel: 2 / (width - 2 * RIM) };
  };
  const under = (event: PointerEvent) => {
    const { spot, pixel } = spotOf(event);
    const reach = (event.pointerType === 'mouse' ? REACH.mouse : REACH.touch) * pixel;
    return glide.current && nearest(glide.current.now, shown, ...spot, reach);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (line.current.length === 0) {
      point(under(event));
      return;
    }
    line.current.push(spotOf(event).spot);
    setLasso([...line.current]);
  };
  const onPointerUp = (event: PointerEvent) => {
    const drawn = line.current;
    line.current = [];
    setLasso([]);
    if (!glide.current || drawn.length === 0) return;
    const { pixel } = spotOf(event);
    if (isClick(drawn, A_DRAG * pixel)) {
      const meant = under(event);
      if (meant !== null) choose(meant);
      else select(new Set());
      return;
    }
    const found = caught(drawn, glide.current.now, shown);
    select(new Set(event.shiftKey ? [...selected, ...found] : found));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!glide.current || event.altKey) return;
    const { now } = glide.current;
    const held = event.ctrlKey || event.metaKey;
    const first = chosen !== null && shown(chosen) ? chosen : null;
    if (isArrow(event.key) && !held) {
      const next = first === null ? nearest(now, shown, 0, 0) : onwards(now, shown, first, event.key);
      corner.current = event.shiftKey ? (corner.current ?? first) : null;
      if (next !== null) choose(next);
      if (next !== null && corner.current !== null) select(new Set(between(corner.current, next, now, shown)));
    } else if (event.key === ' ' && first !== null) {
      select(selected.has(first) ? new Set([...selected].filter((one) => one !== first)) : new Set([...selected, first]));
    } else if (event.key === 'Escape') {
      select(new Set());
    } else if (event.key.toLowerCase() === 'a' && held) {
      select(new Set(label.map((_, place) => place).filter(shown)));
    } else {
      return;
    }
    point(null);
    event.preventDefault();
  };
  return (
    <div
      role="application"
      tabIndex={0}
      aria-label={name}
      aria-describedby={help}
      className={styles.plane}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        line.current = [spotOf(event).spot];
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        line.current = [];
        setLasso([]);
      }}
      onPointerLeave={() => point(null)}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
      <span id={help} className="unseen">
        {t('keys')}
      </span>
      <span aria-live="polite" className="unseen">
        {said}
      </span>
    </div>
  );
}
