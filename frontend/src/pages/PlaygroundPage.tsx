export { PlaygroundView as Component } from '@/features/playground';
