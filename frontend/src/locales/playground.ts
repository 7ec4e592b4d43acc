/** The English words of the Playground, fetched with it. */
import texts from './en/playground.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('playground', texts);
