import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExampleIn, lookInside, type MapsOut, type ModelOut, type WindowOut } from '@/api';
import { asPicture, numbersOf } from '@/shared/maps/planes';
import { Panel, PixelImage } from '@/shared/ui';
import { type Chosen, type Way, waysOf } from './examples';
import styles from './ExamplePanel.module.css';

interface Props {
  model: ModelOut;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  given: ExampleIn;
  pad: ReactNode;
  /** Whether there is a drawing on the pad. */
  drawn: boolean;
  /** The name of the network's (first) input. */
  input: string | null;
  label: number | null;
  /** The part of the picture that the chosen number looked at. */
  window: WindowOut | undefined;
}

/** What goes into the network: drawn, from the data, typed, or from noise. */
export function ExamplePanel({ model, chosen, choose, given, pad, drawn, input, label, window }: Props) {
  const { t } = useTranslation('inside');
  const ways = waysOf(model);
  const { way, sample, seed } = chosen;
  const row = (to: number) => choose({ ...chosen, sample: { ...sample, row: Math.max(0, to) } });
  const { data: page } = useQuery({
    queryKey: ['inside-input', model.id, input, JSON.stringify(given)],
    queryFn: ({ signal }) => lookInside({ path: { id: model.id }, body: { ...given, node: input }, signal }).then(({ selected }) => selected?.maps ?? null),
    enabled: input !== null && model.kind === 'classifier',
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <>
      <Panel label={t('example.title')} className={styles.panel}>
        {ways.length > 1 && (
          <NativeSelect
            aria-label={t('example.way')}
            value={way}
            onChange={(event) => choose({ ...chosen, way: event.currentTarget.value as Way })}
            data={ways.map((one) => ({ value: one, label: t(`example.ways.${one}`) }))}
          />
        )}
        {way === 'data' && (
          <div className={styles.line}>
            <Button aria-label={t('example.previous')} disabled={sample.row === 0} onClick={() => row(sample.row - 1)}>
              ←
            </Button>
            <NumberField label={t('example.row')} value={sample.row} change={row} whole />
            <Button aria-label={t('example.next')} onClick={() => row(sample.row + 1)}>
              →
            </Button>
            <NativeSelect
              aria-label={t('example.split')}
              value={sample.split}
              onChange={(event) => choose({ ...chosen, sample: { row: 0, split: event.currentTarget.value as 'train' | 'test' } })}
              data={[
                { value: 'test', label: t('example.test') },
                { value: 'train', label: t('example.train') },
              ]}
            />
          </div>
        )}
        {way === 'noise' && (
          <div className={styles.line}>
            <Button aria-label={t('example.previous')} disabled={seed === 0} onClick={() => choose({ ...chosen, seed: seed - 1 })}>
              ←
            </Button>
            <NumberField label={t('example.seed')} value={seed} change={(to) => choose({ ...chosen, seed: to })} whole />
            <Button aria-label={t('example.next')} onClick={() => choose({ ...chosen, seed: seed + 1 })}>
              →
            </Button>
            {model.conditional && (
              <NativeSelect
                aria-label={t('example.label')}
                value={String(chosen.label)}
                onChange={(event) => choose({ ...chosen, label: Number(event.currentTarget.value) })}
                data={model.class_names.map((name, place) => ({ value: String(place), label: name }))}
              />
            )}
          </div>
        )}
        {way === 'text' && <TextInput label={t('example.text')} value={chosen.text} maxLength={1_000} onChange={(event) => choose({ ...chosen, text: event.currentTarget.value })} />}
        {way === 'numbers' && (
          <div className={styles.line}>
            {chosen.numbers.map((value, place) => (
              <NumberField key={place} label={`x${place + 1}`} value={value} change={(to) => choose({ ...chosen, numbers: chosen.numbers.with(place, to) })} />
            ))}
          </div>
        )}
        {page && <Picture page={page} window={window} />}
        {label !== null && <p className={styles.help}>{t('example.is', { label: model.class_names[label] ?? label })}</p>}
        {way === 'drawing' && !drawn && <p className={styles.help}>{t('example.empty')}</p>}
        {way === 'drawing' && model.origin === 'run' && !drawn && <p className={styles.help}>{t('example.emptyRun')}</p>}
      </Panel>
      {way === 'drawing' && pad}
    </>
  );
}

/** The picture as the network reads it, with a frame around the part that is looked at. */
function Picture({ page, window }: { page: MapsOut; window: WindowOut | undefined }) {
  const { t } = useTranslation('inside');
  const planes = useMemo(() => {
    const numbers = numbersOf(page);
    const size = page.width * page.height;
    return Array.from({ length: Math.min(page.count, 4) }, (_, place) => asPicture(numbers.subarray(place * size, (place + 1) * size)));
  }, [page]);
  const [top = 0, left = 0] = window?.start ?? [];
  const [rows = 0, columns = 0] = (window?.size ?? []).map((many, axis) => (many - 1) * (window?.stride[axis] ?? 1) + 1);
  const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
  const flat = page.height === 1;
  return (
    <div className={styles.pictures}>
      {planes.map(({ values, extent }, place) => (
        <div key={place} className={styles.picture} style={{ aspectRatio: flat ? undefined : page.width / page.height }}>
          <PixelImage
            values={values}
            width={page.width}
            height={page.height}
            scale="chalk"
            extent={extent}
            label={t('example.picture', { width: page.width, height: page.height })}
            className={flat ? styles.strip : styles.canvas}
          />
          {window && !flat && window.start.length > 1 && (
            <span className={styles.window} style={{ top: share(top, page.height), left: share(left, page.width), height: share(rows, page.height), width: share(columns, page.width) }} />
          )}
        </div>
      ))}
    </div>
  );
}

function NumberField({ label, value, change, whole = false }: { label: string; value: number; change: (value: number) => void; whole?: boolean }) {
  const { t } = useTranslation('inside');
  const [typed, setTyped] = useState<string | null>(null);
  const fits = (text: string) => (whole ? /^\d{1,9}$/.test(text.trim()) : text.trim() !== '' && Math.abs(Number(text)) <= 1e6);
  return (
    <TextInput
      aria-label={label}
      inputMode={whole ? 'numeric' : 'decimal'}
      className={styles.number}
      value={typed ?? String(value)}
      error={typed !== null && !fits(typed) ? t(whole ? 'example.wholeWrong' : 'example.numberWrong') : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (fits(text)) change(Number(text));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
