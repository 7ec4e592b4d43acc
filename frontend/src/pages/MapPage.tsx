/** What a network's last hidden layer makes of many examples, as a map. */
export { MapView as Component } from '@/features/map';
