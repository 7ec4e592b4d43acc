export { LearnSoon as Component } from '@/features/learn/LearnSoon';
