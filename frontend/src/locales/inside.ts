/** The English words of the page that looks inside a model, fetched with it. */
import texts from './en/inside.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('inside', texts);
