/** Permissions of errors. */
export const READ_ERRORS = 'errors.groups.read'
export const WRITE_ERRORS = 'errors.groups.write'
export const WRITE_SOURCE_MAPS = 'errors.source_maps.write'
/** Dumps and screenshots hold whatever was in memory or on the screen. */
export const READ_FILES = 'errors.files.read'
/** Source may hold secrets that its authors forgot in it. */
export const READ_SOURCE = 'errors.source.read'
