import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { themeColour, useScheme } from '../theme/colour';
import { aligned, type Columns, distances, type Line, type Range, valueAt } from './lines';
import styles from './Chart.module.css';

export interface PlotProps {
  lines: readonly Line[];
  /** How a value of y is written; on the axis, `step` is how far apart its numbers are. */
  value: (y: number, step?: number) => string;
  /** How a value of x is written. */
  position: (x: number) => string;
  /** Whether x is measured, as seconds are; else it counts something, and its axis has whole numbers only. */
  fractions?: boolean;
  range: Range;
}

const WAIT = 100; // milliseconds between two paintings
const FEW = 30;
const FONT = '11px Inter, "Noto Sans", system-ui, sans-serif';

/** Lines over a common x, painted by uPlot. Decoration: whoever uses it gives it a name. */
export default function Plot({ lines, value, position, fractions, range }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLDivElement>(null);
  const painter = useRef<Painter>(null);
  const newest = useRef<PlotProps>({ lines, value, position, fractions, range });
  const scheme = useScheme();
  const looks = JSON.stringify(lines.map(({ label, colour, dash, thin }) => [label, colour, dash, thin]));

  useEffect(() => {
    newest.current = { lines, value, position, fractions, range };
    painter.current?.paint();
  });

  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const chart = new Painter(box, () => newest.current, (text) => {
      if (readout.current) readout.current.textContent = text;
    });
    painter.current = chart;
    return () => {
      painter.current = null;
      chart.end();
    };
  }, [scheme, looks]);

  return (
    <>
      <div ref={place} className={styles.plot} />
      <div ref={readout} className={styles.readout} aria-hidden="true" />
    </>
  );
}

/** One uPlot in a box: as large as the box, painted at most ten times a second. */
class Painter {
  private plot: uPlot;
  private watcher: ResizeObserver;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame = 0;
  private paintedAt = 0;

  constructor(
    box: HTMLElement,
    private readonly now: () => PlotProps,
    private readonly say: (text: string) => void,
  ) {
    const size = { width: box.clientWidth || 200, height: box.clientHeight || 120 };
    this.plot = new uPlot({ ...size, ...options(now, (plot) => this.read(plot)) }, data(now().lines), box);
    this.watcher = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = box;
      if (width > 0 && height > 0) this.plot.setSize({ width, height });
    });
    this.watcher.observe(box);
  }

  /** At once if the last time is long enough ago: then it is part of the picture in which the rest changes. */
  paint(): void {
    if (this.timer !== undefined) return;
    const wait = this.paintedAt + WAIT - performance.now();
    if (wait <= 0 && !document.hidden) this.draw();
    else this.timer = setTimeout(() => (this.frame = requestAnimationFrame(() => this.draw())), wait); // a hidden tab when it is seen
  }

  private draw(): void {
    this.timer = undefined;
    this.paintedAt = performance.now();
    this.plot.setData(data(this.now().lines));
  }

  end(): void {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.watcher.disconnect();
    this.plot.destroy();
  }

  /** Say what lies under the pointer. */
  private read(plot: uPlot): void {
    const at = plot.cursor.idx;
    const x = at === null || at === undefined ? undefined : plot.data[0][at];
    if (at === null || at === undefined || x === undefined) return this.say('');
    const { lines, value, position } = this.now();
    const values = lines.flatMap((line, number) => {
      const y = valueAt(plot.data[number + 1] ?? [], at);
      return y === null ? [] : [`${line.label} ${value(y)}`];
    });
    this.say([position(x), ...values].join(' · '));
  }
}

function numbersOf(plot: uPlot): number[] {
  return plot.data.slice(1).flatMap((ys) => Array.from(ys).filter((y) => typeof y === 'number'));
}

/** A line of few points, such as one per epoch, shows them; a single one would otherwise be invisible. */
function fewPoints(plot: uPlot, series: number): boolean {
  const ys = Array.from(plot.data[series] ?? []);
  return ys.filter((y) => typeof y === 'number').length <= FEW;
}

function data(lines: readonly Line[]): uPlot.AlignedData {
  return aligned(lines) satisfies Columns as uPlot.AlignedData;
}

function options(now: () => PlotProps, read: (plot: uPlot) => void): Omit<uPlot.Options, 'width' | 'height'> {
  const [soft, line] = [themeColour('--soft'), themeColour('--line')];
  const axis: uPlot.Axis = { stroke: soft, font: FONT, grid: { stroke: line, width: 1 }, ticks: { show: false }, gap: 4 };
  return {
    legend: { show: false },
    padding: [8, 10, 0, 0],
    cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: (plot, low, high) => now().range(low, high, numbersOf(plot)) } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 22,
        space: 48,
        incrs: () => distances(now().fractions ?? false),
        values: (_plot, all) => all.map((x) => now().position(x)),
      },
      { ...axis, size: 46, space: 28, values: (_plot, all, _axis, _space, step) => all.map((y) => now().value(y, step)) },
    ],
    series: [
      {},
      ...now().lines.map(({ label, colour, dash, thin }) => ({
        label,
        stroke: themeColour(colour),
        width: thin ? 1 : 2,
        alpha: thin ? 0.7 : 1,
        dash: dash && dash.length > 0 ? [...dash] : undefined,
        points: { show: thin ? false : fewPoints, size: 5 },
      })),
    ],
    hooks: { setCursor: [read] },
  };
}
