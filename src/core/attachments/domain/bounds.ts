import { DAY_MS, HOUR_MS } from '#kit/time.ts'

/** 100 MiB: a long screen recording or a heap dump that somebody can still send; larger ones are better linked to. */
export const FILE_BYTES_MAX = 100 * 1024 * 1024
/** Files of one record, those that are arriving too: more than anybody looks through. */
export const FILES_PER_RECORD_MAX = 200
/** Half of what file systems allow for one name, so that whoever saves it has room for a suffix. */
export const NAME_LENGTH_MAX = 120
/** An announced file begins to arrive within this time; its sender may try again that long. */
export const BEGIN_WITHIN_MS = HOUR_MS
/** What has not arrived by then is forgotten: longer than any upload that began in time can last. */
export const ABANDONED_AFTER_MS = DAY_MS
