import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnOut, renameOwn } from '@/api';
import { number, sizes } from '@/shared/format';
import { NameDialog } from '@/shared/NameDialog';
import { OpenedHead } from '../../OpenedHead';
import { UNLABELLED, useEditing } from '../asking';
import { AddFiles } from './AddFiles';
import { Answers } from './Answers';
import { DivideDialog } from './DivideDialog';
import { TrainOnThis } from './TrainOnThis';
import { useRemoval } from './useRemoval';
import { Versions } from './Versions';

interface Props {
  own: OwnOut;
  collect: () => void;
  collecting: boolean;
}

/** What it is called and how much there is; the ways to more pictures, and on to a network. */
export function Header({ own, collect, collecting }: Props) {
  const { t } = useTranslation('own');
  const [, , channels] = own.shape;
  const [answering, setAnswering] = useState(false);
  const answer = () => setAnswering(true);
  const nameless = own.classes.every(({ name }) => name === UNLABELLED);
  const facts = [
    t('pictures', { count: own.pictures, number: number(own.pictures) }),
    t('set.classes', { count: own.classes.length }),
    sizes(own.shape.slice(0, 2).toReversed()),
    t(channels === 3 ? 'plan.colour' : 'plan.grey'),
    t('set.version', { number: own.version }),
  ];
  return (
    <>
      <OpenedHead title={own.name} told={facts.join(' · ')}>
        <AddFiles own={own} />
        <Button aria-expanded={collecting} onClick={collect}>
          {t('set.collect')}
        </Button>
        <More own={own} answer={answer} />
        {nameless && own.pictures > 0 ? (
          <Button variant="filled" onClick={answer}>
            {t('answers.ask')}
          </Button>
        ) : (
          <TrainOnThis own={own} />
        )}
      </OpenedHead>
      {answering && <Answers own={own} onClose={() => setAnswering(false)} />}
    </>
  );
}

function More({ own, answer }: { own: OwnOut; answer: () => void }) {
  const { t } = useTranslation('own');
  const [dialog, setDialog] = useState<'rename' | 'versions' | 'divide' | null>(null);
  const { take } = useEditing(own);
  const remove = useRemoval(own);
  const close = () => setDialog(null);
  return (
    <>
      <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button aria-label={t('set.more', { name: own.name })}>⋯</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={own.pictures === 0} onClick={answer}>
            {t('answers.ask')}
          </Menu.Item>
          <Menu.Item onClick={() => setDialog('versions')}>{t('versions.title')}</Menu.Item>
          <Menu.Item disabled={own.train + own.test === 0} onClick={() => setDialog('divide')}>
            {t('divide.open')}
          </Menu.Item>
          <Menu.Item onClick={() => setDialog('rename')}>{t('set.rename')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="bad" onClick={() => remove.mutate()}>
            {t('set.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && (
        <NameDialog
          title={t('set.rename')}
          label={t('plan.name')}
          initial={own.name}
          confirm={t('set.rename')}
          onConfirm={async (name) => take(await renameOwn({ path: { id: own.id }, body: { name } }))}
          onClose={close}
        />
      )}
      {dialog === 'versions' && <Versions own={own} onClose={close} />}
      {dialog === 'divide' && <DivideDialog own={own} onClose={close} />}
    </>
  );
}
