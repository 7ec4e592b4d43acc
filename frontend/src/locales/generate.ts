/** The English words of the Generate page, fetched with it. */
import texts from './en/generate.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('generate', texts);
