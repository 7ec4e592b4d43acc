import { Button, TextInput } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inspect } from '@/api';
import { number } from '@/shared/format';
import type { NodeSpec } from '@/shared/recipe';
import { ErrorText, Panel, Waiting } from '@/shared/ui';
import { shared } from '../shared';
import styles from './Convolution.module.css';

const PIXELS = 28;
const MAPS = 8;
const KERNEL = 3;

/** Two ways from a picture to eight maps of its size. */
const LAYERS: readonly NodeSpec[][] = [
  [{ layer: 'flatten' }, { layer: 'dense', units: PIXELS * PIXELS * MAPS }],
  [{ layer: 'conv2d', filters: MAPS, kernel_size: KERNEL, padding: 'same' }],
];

/** How many numbers each of two layers learns, as the engine counts them; the second is for the reader to find out. */
export function Counting({ complete }: { complete: () => void }) {
  const { t } = useTranslation('lesson-convolution');
  const [typed, setTyped] = useState('');
  const [answered, setAnswered] = useState<number | null>(null);
  const [dense, convolution] = useQueries({
    queries: LAYERS.map((nodes) => ({
      queryKey: ['lesson-count', nodes],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const recipe = { version: 1, data: { dataset: 'mnist' }, model: { inputs: { image: [PIXELS, PIXELS, 1] }, nodes } };
        return (await inspect({ body: { recipe }, signal })).parameters;
      },
      staleTime: Infinity,
    })),
  });
  const error = dense?.error ?? convolution?.error;
  const right = convolution?.data;
  if (dense?.data === undefined || right === undefined) {
    return error ? <ErrorText error={error} retry={() => [dense, convolution].forEach((one) => void one?.refetch())} /> : <Waiting />;
  }
  const check = (event: React.FormEvent) => {
    event.preventDefault();
    const value = /^\d[\d\s.,]*$/.test(typed.trim()) ? Number(typed.replace(/\D/g, '')) : NaN;
    setAnswered(value);
    if (value === right) complete();
  };
  const weights = KERNEL * KERNEL * MAPS;
  const word = answered === null ? null : answered === right ? 'right' : answered === weights ? 'weights' : answered === KERNEL * KERNEL ? 'one' : 'wrong';
  return (
    <div className={shared.board}>
      <Panel label={t('count.title')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('count.layer')}</th>
              <th scope="col">{t('count.numbers')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('count.dense', { inputs: number(PIXELS * PIXELS), units: number(PIXELS * PIXELS * MAPS) })}</th>
              <td className="num">{number(dense.data)}</td>
            </tr>
            <tr>
              <th scope="row">{t('count.convolution', { filters: number(MAPS), side: number(KERNEL) })}</th>
              <td className="num">{answered === right ? number(right) : '?'}</td>
            </tr>
          </tbody>
        </table>
        <form className={styles.asked} onSubmit={check}>
          <TextInput label={t('count.ask')} inputMode="numeric" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
          <Button type="submit" variant="filled" disabled={typed.trim() === ''}>
            {t('count.check')}
          </Button>
        </form>
        <p role="status" className={styles.told}>
          {word && t(`count.answers.${word}`, { times: number(Math.round(dense.data / right)) })}
        </p>
      </Panel>
    </div>
  );
}
