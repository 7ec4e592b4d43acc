import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkHealth, lookInside, type ModelOut } from '@/api';
import type { Drawing } from '@/shared/drawn';
import { useWords } from '@/shared/catalogue';
import { number } from '@/shared/format';
import type { Spot } from '@/shared/maps/planes';
import { ErrorText, Panel, ProblemText, Waiting } from '@/shared/ui';
import { useCell, useLook, useTried } from './asking';
import { CellPanel } from './CellPanel';
import { useChanges } from './changes';
import { ExamplePanel } from './ExamplePanel';
import { exampleOf, firstChoice } from './examples';
import { useFocus } from './focus';
import styles from './Inside.module.css';
import { outputIndex, parameterIndex } from './indexing';
import { NodeList } from './NodeList';
import { type Place, type Tab, TABS } from './place';
import { PredictionPanel } from './PredictionPanel';
import { cellOf, type Direction, readersOf } from './questions';
import { StepTab } from './slow/StepTab';
import { SpreadsTab } from './spreads/SpreadsTab';
import { TabStrip } from './TabStrip';
import { HealthTab } from './tabs/HealthTab';
import { OutputTab } from './tabs/OutputTab';
import { SourceTab } from './tabs/SourceTab';
import { WeightsTab } from './tabs/WeightsTab';
import { WhyTab } from './tabs/WhyTab';
import { useTrialKeys } from './useTrialKeys';

interface Props {
  model: ModelOut;
  place: Place;
  pad: ReactNode;
  drawing: Drawing;
}

export function ModelInside({ model, place, pad, drawing }: Props) {
  const { t } = useTranslation('inside');
  const words = useWords();
  const { node, go } = place;
  const tabs = TABS.filter((one) => (one !== 'why' || model.kind === 'classifier') && (one !== 'spreads' || model.origin === 'run'));
  const tab = tabs.includes(place.tab) ? place.tab : 'output';
  const [chosen, setChosen] = useState(() => firstChoice(model, place.sample));
  const changes = useChanges();
  useTrialKeys(changes);
  const [focus, setFocus] = useFocus(node, tab);
  const [healthAsked, setHealthAsked] = useState(tab === 'health');

  const given = useMemo(() => exampleOf(chosen, drawing, model.conditional), [chosen, drawing, model.conditional]);
  const example = useMemo(() => ({ ...given, changes: [...changes.now] }), [given, changes.now]);
  const { start, weightsStart, parameter } = focus;
  const { answer: look, error, again } = useLook(model.id, { ...example, node, start, parameter, weights_start: weightsStart });
  const selected = look?.selected ?? null;

  // where nothing can be told of a node, the others are still there to choose
  const others = useQuery({
    queryKey: ['inside-others', model.id],
    queryFn: ({ signal }) => lookInside({ path: { id: model.id }, body: {}, signal }),
    enabled: Boolean(error) && look === null,
    retry: false,
  });
  const known = look ?? others.data;
  const first = known?.nodes[0]?.name;
  useEffect(() => {
    if (node === null && first !== undefined) go({ node: first }); // until a node is chosen
  }, [node, first, go]);

  const health = useQuery({
    queryKey: ['inside-health', model.id, look?.network, JSON.stringify(changes.now)],
    queryFn: ({ signal }) => checkHealth({ path: { id: model.id }, body: { network: look?.network, changes: [...changes.now] }, signal }),
    enabled: look !== null && (healthAsked || tab === 'health'),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });

  const direction: Direction = tab === 'weights' ? 'weight' : tab === 'gradient' ? 'backward' : 'forward';
  const fresh = selected !== null && selected.name === node;
  const weights = selected?.weights;
  const learnt = selected?.parameters.find(({ name }) => name === weights?.parameter);
  const index = !fresh || !focus.spot
    ? null
    : direction === 'weight'
      ? weights && learnt
        ? parameterIndex(selected.layer ?? '', learnt.shape, weights.values, focus.spot, weights.values.width, weights.values.height)
        : null
      : outputIndex(selected.shape, selected.maps, focus.spot);
  const asked = look && selected && index ? cellOf(look, selected, direction, index, focus.reader, weights?.parameter) : null;
  const steps = direction === 'forward' && focus.step !== null ? { step: focus.step } : {};
  const cell = useCell(model.id, asked && { ...example, target: look?.target, ...asked, ...steps, most: 256 });
  const tried = useTried(model.id, changes.now.length > 0 ? example : null);

  const onSpot = (spot: Spot, pressed: boolean) => {
    if (pressed || !focus.pinned) setFocus({ spot, pinned: pressed });
  };
  const readers = look && node ? readersOf(look, node) : [];
  const isInput = selected?.layer === null;
  const objective = look && t(`gradient.objective.${look.objective}`, { label: look.target === null ? '' : (model.class_names[look.target] ?? number(look.target)) });
  const [window] = direction === 'forward' ? (cell.answer?.windows ?? []) : [];
  const input = look?.inputs[0];
  const onInput = window && cell.answer?.sources.some(({ of, node: from }) => of === window.of && from === input) ? window : undefined;

  // beside the weights that are tried; else the number that is pointed at comes first
  const prediction = <PredictionPanel model={model} look={look} tried={tried.answer} error={tried.error} changes={changes} />;
  const output = (of: 'output' | 'gradient') =>
    selected && <OutputTab selected={selected} of={of} classes={model.class_names} objective={objective ?? ''} spot={focus.spot} onSpot={onSpot} go={(to) => setFocus({ start: to, spot: null, pinned: false })} />;
  const body = (one: Tab) => {
    if (!selected || !look) return <Waiting />;
    switch (one) {
      case 'weights':
        return <WeightsTab selected={selected} changes={changes} spot={focus.spot} onSpot={onSpot} choose={(name) => setFocus({ parameter: name, weightsStart: 0, spot: null, pinned: false })} go={(to) => setFocus({ weightsStart: to, spot: null, pinned: false })} />;
      case 'health':
        return <HealthTab health={health.data} error={health.error} again={() => void health.refetch()} node={selected.name} choose={(name) => go({ node: name })} />;
      case 'source':
        return <SourceTab model={model.id} node={selected.name} isInput={isInput} example={example} />;
      case 'why':
        return <WhyTab model={model} example={given} />;
      case 'step':
        return <StepTab model={model} input={input ?? null} choose={(name) => go({ node: name })} picture={(of) => (fresh ? output(of) : null)} />;
      case 'spreads':
        return <SpreadsTab run={model.id.slice('run:'.length)} node={selected.name} />;
      default:
        return output(one);
    }
  };
  return (
    <div className={styles.columns}>
      <Panel label={t('network')} className={styles.nodes}>
        {known ? <NodeList inputs={known.inputs} nodes={known.nodes} health={health.data?.nodes ?? []} chosen={node} choose={(name) => go({ node: name })} /> : error ? null : <Waiting />}
      </Panel>
      <section aria-label={t('node')} className={styles.centre} aria-busy={!fresh}>
        {error ? (
          <div className={styles.trouble}>
            <ErrorText error={error} retry={again} />
            <Button onClick={() => go({ node: first ?? null })}>{t('toFirst')}</Button>
          </div>
        ) : null}
        {look?.problems.map((problem, at) => <ProblemText key={at} problem={problem} />)}
        {selected && (
          <>
            <h2 className={styles.nodeName}>
              {selected.name} <span>{selected.layer === null ? t('input') : words.layerLabel({ name: selected.layer, label: selected.title ?? selected.layer })}</span>
            </h2>
            {selected.formula && <p className={styles.formula}>{selected.formula}</p>}
          </>
        )}
        {(selected || !error) && (
          <Tabs
            value={tab}
            keepMounted={false}
            onChange={(to) => {
              if (to === 'health') setHealthAsked(true);
              go({ tab: to as Tab });
            }}
          >
            <TabStrip tabs={tabs} chosen={tab} />
            {tabs.map((one) => (
              <Tabs.Panel key={one} value={one}>
                {body(one)}
              </Tabs.Panel>
            ))}
          </Tabs>
        )}
      </section>
      <div className={styles.side}>
        <ExamplePanel model={model} chosen={chosen} choose={setChosen} given={given} pad={pad} drawn={drawing.strokes.length > 0} input={input ?? null} label={look?.label ?? null} window={onInput} />
        {tab === 'weights' && prediction}
        {selected && (
          <CellPanel
            selected={selected}
            cell={cell.error || cell.answer?.node !== asked?.node ? null : cell.answer}
            error={cell.error}
            again={cell.again}
            direction={direction}
            turn={(to) => go({ tab: to === 'backward' ? 'gradient' : 'output' })}
            index={index}
            origin={asked || !index ? null : direction === 'backward' ? 'loss' : 'input'}
            pinned={focus.pinned}
            letGo={() => setFocus({ pinned: false })}
            readers={readers.map((one) => one.node)}
            reader={focus.reader}
            chooseReader={(reader) => setFocus({ reader })}
            step={focus.step}
            chooseStep={(step) => setFocus({ step })}
          />
        )}
        {tab !== 'weights' && prediction}
      </div>
    </div>
  );
}
