import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BindingOut, bindSource, type ExampleIn, type SourcePart } from '@/api';
import { readSourceOptions } from '@/api/@tanstack/react-query.gen';
import { amount } from '@/shared/maps/amount';
import { ErrorText, Waiting } from '@/shared/ui';
import styles from './SourceTab.module.css';
import { tokensOf } from './tokens';

interface Props {
  model: string;
  node: string;
  isInput: boolean;
  example: ExampleIn;
}

/** The layer's own NumPy source with formula and paper, its variables bound to what they hold at this moment. */
export function SourceTab({ model, node, isInput, example }: Props) {
  const { t } = useTranslation('inside');
  const [pointed, setPointed] = useState<string | null>(null);
  const { data: source, error, refetch } = useQuery({ ...readSourceOptions({ path: { id: model }, query: { node } }), staleTime: Infinity, enabled: !isInput });
  const { data: bindings, error: unbound } = useQuery({
    queryKey: ['inside-bindings', model, node, JSON.stringify(example)],
    queryFn: ({ signal }) => bindSource({ path: { id: model }, body: { ...example, node }, signal }),
    placeholderData: (before) => before,
    enabled: !isInput,
  });
  const names = useMemo(() => new Set((bindings ?? []).map(({ name }) => name)), [bindings]);
  if (isInput) return <p className={styles.help}>{t('source.input')}</p>;
  if (!source) return error ? <ErrorText error={error} retry={() => void refetch()} /> : <Waiting />;
  const binding = bindings?.find(({ name }) => name === pointed);
  return (
    <div className={styles.source}>
      <p className={styles.formula}>{source.formula}</p>
      {source.shapes && <p className={styles.help}>{t('source.shapes', { shapes: source.shapes })}</p>}
      {source.paper && <p className={styles.help}>{t('source.paper', { paper: source.paper })}</p>}
      {unbound ? <ErrorText error={unbound} /> : null}
      <h3 className={styles.heading}>{t('source.variables')}</h3>
      <ul className={styles.bindings}>
        {(bindings ?? []).map((one) => (
          <li key={one.name}>
            <button type="button" aria-pressed={one.name === pointed} onMouseEnter={() => setPointed(one.name)} onFocus={() => setPointed(one.name)} onClick={() => setPointed(one.name)}>
              <code>{one.name}</code> <span>({one.shape.join(', ')})</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.value} aria-live="polite">
        {binding ? <Bound binding={binding} /> : <p className={styles.help}>{t('source.point')}</p>}
      </div>
      {source.parts.map((part) => (
        <Part key={part.module + part.name} part={part} bound={names} pointed={pointed} point={setPointed} />
      ))}
    </div>
  );
}

function Part({ part, bound, pointed, point }: { part: SourcePart; bound: ReadonlySet<string>; pointed: string | null; point: (name: string) => void }) {
  const { t } = useTranslation('inside');
  return (
    <figure className={styles.part}>
      <figcaption>{t('source.from', { name: part.name, module: part.module, line: part.first })}</figcaption>
      <pre tabIndex={0} aria-label={part.name}>
        {part.lines.map((line, row) => (
          <div key={row} className={styles.line} data-number={part.first + row}>
            {tokensOf(line, bound).map(({ text, kind, bound: name }, place) =>
              name ? (
                <span key={place} className={styles.bound} data-pointed={name === pointed || undefined} onMouseEnter={() => point(name)} onClick={() => point(name)}>
                  {text}
                </span>
              ) : (
                <span key={place} data-kind={kind}>
                  {text}
                </span>
              ),
            )}
            {'\n'}
          </div>
        ))}
      </pre>
    </figure>
  );
}

function Bound({ binding }: { binding: BindingOut }) {
  const { t } = useTranslation('inside');
  const broken = binding.nan + binding.infinite;
  return (
    <>
      <p>
        <code>{binding.name}</code> · {t(`source.roles.${binding.role}`)} · ({binding.shape.join(', ')}) {binding.dtype}
      </p>
      <p className={styles.help}>
        {t('source.range', { low: amount(binding.low), high: amount(binding.high), mean: amount(binding.mean) })}
        {broken > 0 && <b className={styles.bad}> ✕ {t('histogram.broken', { count: broken, number: broken })}</b>}
      </p>
      <p className={styles.excerpt}>
        [{binding.excerpt.map((value) => amount(value)).join('  ')}
        {binding.excerpt.length < binding.shape.reduce((all, side) => all * side, 1) && ' …'}]
      </p>
    </>
  );
}
