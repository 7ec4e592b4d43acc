/** The modal alone, so that it can be fetched when the first dialog opens. */
export { Modal as default } from '@mantine/core';
