/** The English words of the Data page, fetched with it. */
import texts from './en/data.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('data', texts);
