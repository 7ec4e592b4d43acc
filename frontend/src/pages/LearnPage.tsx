export { LearnView as Component } from '@/features/learn';
