/** The English words of the Models page, fetched with it. */
import texts from './en/models.json';
import { bringEnglish } from '@/shared/language';

bringEnglish('models', texts);
