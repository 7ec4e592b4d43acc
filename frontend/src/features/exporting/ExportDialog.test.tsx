import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ExportOut, MadeOut } from '@/api';
import '@/shared/ui/modal'; // fetched before, so that no test waits for it
import { dispatch } from '@/shared/stream';
import { renderStudio } from '@/testing/render';
import { ExportButton } from './ExportButton';
import './ExportDialog';
import { scientific } from './scientific';

const FORMATS: ExportOut[] = [
  { format: 'html', title: 'Web page', group: 'try', summary: '', runtime: 'Chromium', precisions: ['float32'], oldest_opset: null, refusal: { code: 'nothing-to-draw-on', message: 'nothing to draw on', facts: { shape: [4] } }, made: [] },
  { format: 'numpy', title: 'Python file', group: 'code', summary: '', runtime: 'Python with NumPy', precisions: ['float32', 'float16'], oldest_opset: null, refusal: null, made: [] },
  { format: 'onnx', title: 'ONNX', group: 'onnx', summary: '', runtime: 'onnxruntime', precisions: ['float32'], oldest_opset: 20, refusal: null, made: [] },
  { format: 'safetensors', title: 'Model file', group: 'file', summary: '', runtime: 'a fresh engine', precisions: ['float32'], oldest_opset: null, refusal: null, made: [] },
];
const MADE: MadeOut = {
  model: 'zoo:digit-reader', format: 'numpy', precision: 'float32', opset: null, state: 'ready', what: null, done: 3, total: 3, problems: [],
  files: [{ name: 'model.py', size: 458_000 }], lost: null, snippet: 'python model.py picture.png',
  proof: { runtime: 'Python with NumPy', samples: 10, difference: 1.2e-7, agree: true, missing: null },
};

let answers: Partial<MadeOut>[];
/** Whoever asks how far it is waits for ever. */
let silent: boolean;
const asked: unknown[] = [];

beforeEach(() => {
  answers = [{}];
  silent = false;
  asked.length = 0;
  vi.stubGlobal('fetch', async (request: Request) => {
    const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
    if (request.method === 'GET' && request.url.endsWith('/exports')) return json(FORMATS);
    if (request.method === 'POST') asked.push(await request.json());
    else if (silent) return new Promise(() => {});
    const now = answers.length > 1 ? answers.shift() : answers[0];
    return json({ ...MADE, ...now });
  });
});

async function open() {
  renderStudio(<ExportButton model="zoo:digit-reader" name="digit-reader" />);
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  return within(await screen.findByRole('dialog', { name: 'Take along: digit-reader' }));
}

it('makes the first format that is possible and shows its proof, its file and how to use it', async () => {
  const dialog = await open();
  expect(await dialog.findByText(/Run by Python with NumPy on 10 samples: .* 1\.2 · 10⁻⁷\./)).toBeTruthy();
  expect(dialog.getByRole('link', { name: 'Download model.py' }).getAttribute('href')).toBe('/api/models/zoo%3Adigit-reader/exports/numpy/float32/file');
  expect(dialog.getByText('python model.py picture.png')).toBeTruthy();
  expect(asked).toEqual([{ format: 'numpy', precision: 'float32', opset: null }]);
});

it('writes for older runtimes if it is asked to', async () => {
  const dialog = await open();
  answers = [{ format: 'onnx' }, { format: 'onnx', opset: 20 }];
  await userEvent.click(await dialog.findByRole('button', { name: 'ONNX' }));
  await userEvent.selectOptions(dialog.getByLabelText('Set of operators (opset)'), '20: older runtimes read it, too');
  expect((await dialog.findByRole('link', { name: 'Download model.py' })).getAttribute('href')).toBe('/api/models/zoo%3Adigit-reader/exports/onnx/float32/file?opset=20');
  expect(asked.at(-1)).toEqual({ format: 'onnx', precision: 'float32', opset: 20 });
});

it('says why a format is not possible', async () => {
  const dialog = await open();
  await userEvent.click(await dialog.findByRole('button', { name: 'Web page' }));
  expect(dialog.getByRole('note').textContent).toContain('nothing to draw on');
});

it('follows a long export to its end by what the stream tells', async () => {
  answers = [{ state: 'running', done: 1, proof: null }];
  silent = true;
  const dialog = await open();
  expect(await dialog.findByText('Writing the files and running them …')).toBeTruthy();
  const { model, format, precision, opset } = MADE;
  const told = { type: 'exporting' as const, model, format, precision, opset, what: null, total: 3, problems: [] };
  act(() => dispatch({ ...told, format: 'safetensors', state: 'running', done: 0 }));
  act(() => dispatch({ ...told, state: 'running', done: 2 }));
  expect(await dialog.findByText('Measuring what is lost …')).toBeTruthy();
  [silent, answers] = [false, [{}]];
  act(() => dispatch({ ...told, state: 'ready', done: 3 }));
  expect(await dialog.findByRole('link', { name: 'Download model.py' })).toBeTruthy();
});

it('says why an export failed, in the words of its problem', async () => {
  answers = [{ state: 'failed', proof: null, problems: [{ code: 'no-words', message: 'the disk is full' }] }];
  const dialog = await open();
  expect((await dialog.findByRole('alert')).textContent).toContain('the disk is full');
});

it('does not give out what answers otherwise, and says what rounding costs', async () => {
  answers = [{ proof: { runtime: 'Node', samples: 10, difference: 0.5, agree: false, missing: null } }];
  const dialog = await open();
  expect(await dialog.findByText(/answers otherwise than the model/)).toBeTruthy();
  expect(dialog.queryByRole('link')).toBeNull();
  answers = [{ precision: 'float16', lost: { samples: 10_000, difference: 0.01, same: 0.9999, before: 0.9967, after: 0.9966 } }];
  await userEvent.selectOptions(dialog.getByLabelText('Weights'), '16 bits: half as large');
  expect(await dialog.findByText(/99\.99 % keep their class.*99\.67 % → 99\.66 %/)).toBeTruthy();
});

it('writes small differences as people do', () => {
  expect([0, 1.23e-7, 0.05, null].map(scientific)).toEqual(['0', '1.2\u00a0·\u00a010⁻⁷', '0.05', '∞']);
});
