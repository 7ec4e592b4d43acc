/** Which address shows which page; every page is fetched when it is first opened. */
import type { RouteObject } from 'react-router';
import { Waiting } from '@/shared/ui';
import { NotFound } from './NotFound';
import { PageError } from './PageError';
import { Shell } from './Shell';

const pages: RouteObject[] = [
  { index: true, lazy: () => import('@/pages/BuildPage') },
  { path: 'data', lazy: () => import('@/pages/DataPage') },
  { path: 'runs', lazy: () => import('@/pages/RunsPage') },
  { path: 'runs/:id', lazy: () => import('@/pages/RunPage') },
  { path: 'compare', lazy: () => import('@/pages/ComparePage') },
  { path: 'generate', lazy: () => import('@/pages/GeneratePage') },
  { path: 'models', lazy: () => import('@/pages/ModelsPage') },
  { path: 'inside', lazy: () => import('@/pages/InsidePage') },
  { path: 'mistakes', lazy: () => import('@/pages/MistakesPage') },
  { path: 'map', lazy: () => import('@/pages/MapPage') },
  { path: 'playground', lazy: () => import('@/pages/PlaygroundPage') },
  { path: 'learn', lazy: () => import('@/pages/LearnPage') },
  { path: 'learn/:lesson', lazy: () => import('@/pages/LessonPage') },
  { path: '*', Component: NotFound },
];

export const routes: RouteObject[] = [
  {
    Component: Shell,
    // the inner route lets a page that fails leave the frame around it standing
    children: [{ errorElement: <PageError />, hydrateFallbackElement: <Waiting />, children: pages }],
    errorElement: <PageError />,
    hydrateFallbackElement: <Waiting />,
  },
];
