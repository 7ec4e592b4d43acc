/** The English words of the page about a model's mistakes, fetched with it. */
import { bringEnglish } from '@/shared/language';
import texts from './en/mistakes.json';

bringEnglish('mistakes', texts);
