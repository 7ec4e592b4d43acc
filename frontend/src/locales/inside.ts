/** The English words of the page that looks inside a model, fetched with it. */
import { bringEnglish } from '@/shared/language';
import texts from './en/inside.json';
import time from './en/inside-time.json';

bringEnglish('inside', texts);
bringEnglish('inside-time', time);
