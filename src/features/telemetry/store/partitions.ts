/**
 * Why reads that say `final` also say this: a row is replaced by one of the same week or day and of the same retention, so by one of its own
 * partition. Without being told the engine looks for it in all partitions that a read touches, which took most of the time of a screen.
 *
 * It holds as long as what is measured is kept for the days of `domain/resolution.ts`, which are part of the partition: whoever changes
 * them there has to move the rows of hours that may still be made again.
 */
export const WITHIN_PARTITIONS = 'settings do_not_merge_across_partitions_select_final = 1'
