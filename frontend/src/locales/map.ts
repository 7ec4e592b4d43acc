/** The English words of the map of a model's last hidden layer, fetched with it. */
import texts from './en/map.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('map', texts);
