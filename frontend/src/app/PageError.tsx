import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { problemsOf } from '@/shared/problems';
import { EmptyState, problemText } from '@/shared/ui';
import { NotFound } from './NotFound';

/** A page that failed: what is known about it, and a way back that keeps what the server has stored. */
export function PageError() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <div role="alert">
      <EmptyState
        page
        title={t('pageError.title')}
        action={
          <Button variant="filled" onClick={() => window.location.reload()}>
            {t('pageError.retry')}
          </Button>
        }
      >
        {t('pageError.text')} {problemsOf(error).map(problemText).join(' ')}
      </EmptyState>
    </div>
  );
}
