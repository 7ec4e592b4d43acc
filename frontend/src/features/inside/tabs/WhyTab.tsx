import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelJob, explainDecision, type ExplanationOut, type ExampleIn, getJob, type JobOut, type ModelOut } from '@/api';
import { listWaysOptions } from '@/api/@tanstack/react-query.gen';
import { useCatalogue, useWords } from '@/shared/catalogue';
import { MapLegend } from '@/shared/maps/MapPicture';
import { amount } from '@/shared/maps/amount';
import { seenOf, valuesOf } from '@/shared/explanation';
import { failureOf } from '@/shared/problems';
import { useStreamMessage } from '@/shared/stream';
import { ErrorText, PixelImage, ProblemText, Waiting } from '@/shared/ui';
import styles from '../Inside.module.css';
import pictures from './WhyTab.module.css';

interface Props {
  model: ModelOut;
  /** Without tried weights: what is explained is the model as it was trained. */
  example: ExampleIn;
}

const ASK_AGAIN = 1_000;

const isOpen = ({ state }: JobOut) => state === 'waiting' || state === 'running';

/** What a decision rests on, asked in one of several ways; each says what it does and does not tell. */
export function WhyTab({ model, example }: Props) {
  const { t } = useTranslation('inside');
  const catalogue = useCatalogue();
  const words = useWords();
  const [method, setMethod] = useState('integrated_gradients');
  const [target, setTarget] = useState<number | null>(null);
  const [begun, setBegun] = useState<string | null>(null);
  const ways = useQuery(listWaysOptions({ path: { id: model.id } }));
  const way = catalogue?.attributions.find(({ name }) => name === method);
  const problem = ways.data?.find((one) => one.method === method)?.problem ?? null;
  const key = ['inside-why', model.id, method, target, JSON.stringify(example)];
  const asked = way !== undefined && (!way.slow || begun === key.join());
  const { data: answer, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => explainDecision({ path: { id: model.id }, body: { ...example, method, target }, signal }),
    enabled: ways.data !== undefined && !problem && asked,
    staleTime: Infinity,
    retry: false,
  });
  const id = answer && isOpen(answer) ? answer.job : null;
  // the stream tells how far it is, and asking now and then makes up for what was told before one listened
  const { data: newest, refetch: look } = useQuery({
    queryKey: ['inside-job', id],
    queryFn: ({ signal }) => getJob({ path: { id: id ?? '' }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && !isOpen(state.data) ? false : ASK_AGAIN),
  });
  useStreamMessage('job', ({ job: told }) => {
    if (told === id) void look();
  });
  const job = id === null ? answer : (newest ?? answer);
  const goesOn = job !== undefined && isOpen(job);
  const failed = failureOf(job);
  if (!ways.data || !catalogue) return ways.error ? <ErrorText error={ways.error} retry={() => void ways.refetch()} /> : <Waiting />;
  return (
    <div className={styles.tab}>
      <div className={pictures.choices}>
        <NativeSelect
          label={t('why.method')}
          value={method}
          onChange={(event) => setMethod(event.currentTarget.value)}
          data={catalogue.attributions.map((one) => ({ value: one.name, label: words.partLabel('attributions', one) }))}
        />
        <NativeSelect
          label={t('why.target')}
          value={target === null ? '' : String(target)}
          onChange={(event) => setTarget(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
          data={[{ value: '', label: t('why.best') }, ...model.class_names.map((name, place) => ({ value: String(place), label: name }))]}
        />
      </div>
      {way && (
        <p className={styles.help}>
          {t('why.says', { text: t(`registry:attributions.${method}.says`, { defaultValue: way.says }) })}
          <br />
          {t('why.silent', { text: t(`registry:attributions.${method}.silent`, { defaultValue: way.silent }) })}
        </p>
      )}
      {problem && <ProblemText problem={problem as React.ComponentProps<typeof ProblemText>['problem']} />}
      {!problem && way?.slow && !job && (
        <div>
          <Button variant="filled" onClick={() => setBegun(key.join())}>
            {t('why.begin')}
          </Button>
        </div>
      )}
      {error ? <ErrorText error={error} retry={() => void refetch()} /> : null}
      {goesOn && (
        <div className={pictures.choices} role="status">
          <progress aria-label={t('why.works')} value={job.total ? job.done / job.total : undefined} />
          {job.job && (
            <Button size="compact-sm" onClick={() => void cancelJob({ path: { id: job.job ?? '' } })}>
              {t('why.cancel')}
            </Button>
          )}
        </div>
      )}
      {failed && <ErrorText error={failed} retry={() => void refetch()} />}
      {job?.state === 'cancelled' && (
        <p role="alert" className={styles.help}>
          {t('why.cancelled')}{' '}
          <Button size="compact-sm" onClick={() => void refetch()}>
            {t('common:tryAgain')}
          </Button>
        </p>
      )}
      {job?.explanation && <Explanation of={job.explanation} />}
    </div>
  );
}

function Explanation({ of }: { of: ExplanationOut }) {
  const { t } = useTranslation('inside');
  const { width, height, limit } = of;
  const values = useMemo(() => valuesOf(of), [of]);
  const seenBytes = useMemo(() => seenOf(of), [of]);
  const made = of.makes === 'picture';
  return (
    <div className={styles.tab}>
      <p className={styles.help}>
        {t('why.about', { label: of.label ?? of.target, score: amount(of.score) })}
      </p>
      {!made && <MapLegend page={{ limit }} scale="weights" of="contributions" />}
      <div className={pictures.pictures}>
        {seenBytes && !made && (
          <figure>
            <PixelImage values={seenBytes} width={width} height={height} scale="chalk" label={t('why.seen')} className={pictures.picture} />
            <figcaption>{t('why.seen')}</figcaption>
          </figure>
        )}
        <figure>
          <PixelImage values={values} width={width} height={height} scale={made ? 'chalk' : 'weights'} extent={limit || 1} label={t(made ? 'why.made' : 'why.map')} className={pictures.picture} />
          <figcaption>{t(made ? 'why.made' : 'why.map')}</figcaption>
        </figure>
      </div>
    </div>
  );
}
