/** How much is taken of errors; what is longer is cut, what is too much is left out. Limits of Sentry's own intake where they fit. */

/** Days for which single errors are kept; their groups stay for ever. */
export const KEEP_DAYS = 90
/** Days for which counts of sessions are kept. */
export const SESSION_KEEP_DAYS = 90

/** Packed; an error with a full stack and a hundred breadcrumbs has some 60 kB. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024
export const UNPACKED_BYTES_MAX = 16 * 1024 * 1024
/** One item that is read: a transaction of a thousand spans has less. */
export const ITEM_BYTES_MAX = 1024 * 1024
export const ITEMS_MAX = 1_000

/** Errors and sessions of one environment on one node. A loop that fails throws more, and a hundred say the same as a million. */
export const ERROR_QUOTA = { perSecond: 500, atOnce: 5_000 }

/** Kinds of errors of an environment on one node that are new within an hour; what comes beyond it is one kind. */
export const NEW_GROUPS_PER_HOUR_MAX = 2_000

export const EXCEPTIONS_MAX = 10
export const FRAMES_MAX = 100
export const CRUMBS_MAX = 100
export const IMAGES_MAX = 200
export const TAGS_MAX = 100
/** Names and values of contexts, extra data and the like, each. */
export const PAIRS_MAX = 200
export const DEPTH_MAX = 5

export const NAME_LENGTH_MAX = 200
export const VALUE_LENGTH_MAX = 2_048
/** Of a message, and of what an exception says. */
export const MESSAGE_LENGTH_MAX = 8_192
/** Of one line of source code. */
export const LINE_LENGTH_MAX = 500
/** What a user says; Sentry's own limit. */
export const FEEDBACK_LENGTH_MAX = 4_096
/** Of an environment on one node: nobody reads more, and each is a row that stays for weeks. */
export const FEEDBACK_PER_DAY_MAX = 2_000

/** One file: a screenshot of a large screen has some 3 MB, and no packed request can hold more. */
export const FILE_BYTES_MAX = 4 * 1024 * 1024
/** Of one request. */
export const FILES_PER_REQUEST_MAX = 10
/** Of an environment on one node: at most some 20 GB in the time for which they are kept. */
export const FILES_PER_DAY_MAX = 2_000
export const FILE_BYTES_PER_DAY_MAX = 256 * 1024 * 1024
/** Files that wait on the disk of a node until the file store has them. */
export const FILE_SPOOL_BOUNDS = { bytesMax: 512 * 1024 * 1024, segmentBytesMax: 16 * 1024 * 1024, freeBytesMin: 64 * 1024 * 1024 }

/** As titles of records. */
export const TITLE_LENGTH_MAX = 300

/** A source map; those of the largest applications have some 20 MiB. Reading one takes so many tens of milliseconds. */
export const MAP_BYTES_MAX = 24 * 1024 * 1024
/** Each takes some 80 bytes while its map is remembered. */
export const MAP_POSITIONS_MAX = 1_000_000
export const MAP_LINES_MAX = 500_000
export const MAP_SOURCES_MAX = 50_000
export const MAP_SECTIONS_MAX = 2_000
/** Of one environment, packed, and how many: beyond it those go that were needed longest ago. */
export const MAPS_BYTES_MAX = 1024 * 1024 * 1024
export const MAPS_MAX = 20_000
/** Of all environments of a node, unpacked, remembered. */
export const MAPS_REMEMBERED_BYTES_MAX = 192 * 1024 * 1024
/** Different scripts of one error whose maps are looked for. */
export const SCRIPTS_MAX = 20
/** Lines of source before and after the one that is meant. */
export const SOURCE_LINES_AROUND = 5
