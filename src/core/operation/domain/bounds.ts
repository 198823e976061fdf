/** Bounds of this part, each with its reason. */

/** Events in one export: some 50 MB, a minute's work. More go by `beforeSeq`, and the last line says so. */
export const EXPORT_EVENTS_MAX = 100_000
/** Dead jobs retried or discarded by one request; the answer says how many were left. */
export const DEAD_JOBS_AT_ONCE_MAX = 1_000
/** Lines of the first screen; a longer list is not read, and the answer says how many were left out. */
export const NOW_ITEMS_MAX = 50
/** Longest a module may take for its lines of the first screen, so that one that hangs does not hide the others. */
export const NOW_MODULE_TIMEOUT_MS = 3_000
/** Rows looked at to count what waits; beyond it the first screen says "or more". */
export const COUNTED_MAX = 100
/** Dead jobs read at once. */
export const DEAD_JOBS_PAGE = 200
