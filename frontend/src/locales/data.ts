/** The English words of the Data page, fetched with it. */
import { bringEnglish } from '@/shared/language';
import texts from './en/data.json';
import own from './en/own.json';

bringEnglish('data', texts);
bringEnglish('own', own);
