export { GenerateSoon as Component } from '@/features/generate/GenerateSoon';
