/** The English words around the lessons, fetched with them. */
import texts from './en/learn.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('learn', texts);
