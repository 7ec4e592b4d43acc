import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '@/shared/language';
import { App } from './App';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no element "root" to put the studio into');

await startLanguage();
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
