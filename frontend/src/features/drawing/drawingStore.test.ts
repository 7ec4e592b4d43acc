import { beforeEach, describe, expect, it } from 'vitest';
import { useDrawing } from './drawingStore';
import { BRUSH, type Point } from './strokes';

const fresh = useDrawing.getInitialState();
const drawing = () => useDrawing.getState();

function draw(...points: [Point, ...Point[]]) {
  drawing().begin(points[0]);
  drawing().move(points.slice(1));
  drawing().end();
}

beforeEach(() => {
  drawing().end();
  useDrawing.setState(fresh, true);
});

describe('undo', () => {
  it('takes back one stroke at a time, however many points it has', () => {
    draw([0.1, 0.1], [0.2, 0.2], [0.3, 0.3]);
    draw([0.5, 0.5], [0.6, 0.6]);
    drawing().undo();
    expect(drawing().strokes).toEqual([[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]]);
    drawing().undo();
    expect(drawing().strokes).toEqual([]);
  });

  it('brings back what was cleared and what was erased', () => {
    draw([0.1, 0.5], [0.9, 0.5]);
    const line = drawing().strokes;
    drawing().setTool('eraser');
    draw([0.5, 0.4], [0.5, 0.6]);
    expect(drawing().strokes).toHaveLength(2);
    drawing().undo();
    expect(drawing().strokes).toBe(line);
    drawing().clear();
    expect(drawing().strokes).toEqual([]);
    drawing().undo();
    expect(drawing().strokes).toBe(line);
  });

  it('has no step for an eraser that touched nothing, nor for clearing an empty pad', () => {
    drawing().clear();
    drawing().setTool('eraser');
    draw([0.5, 0.4], [0.5, 0.6]);
    expect(drawing().past).toEqual([]);
  });

  it('ends a stroke that is being drawn first', () => {
    drawing().begin([0.2, 0.2]);
    drawing().move([[0.3, 0.3]]);
    drawing().undo();
    expect(drawing().strokes).toEqual([]);
    drawing().move([[0.4, 0.4]]);
    expect(drawing().strokes).toEqual([]);
  });
});

it('a drawing that is called back can be undone, and brings its pen', () => {
  draw([0.1, 0.1], [0.2, 0.2]);
  drawing().show([[[0.5, 0.5]]], 0.08);
  expect(drawing()).toMatchObject({ strokes: [[[0.5, 0.5]]], brush: 0.08 });
  drawing().undo();
  expect(drawing().strokes).toEqual([[[0.1, 0.1], [0.2, 0.2]]]);
});

it('the pen is one of the 28 pixels wide at first', () => expect(drawing().brush).toBe(BRUSH));
