/** Rights of alert sources. */
export const READ_SOURCES = 'intakes.sources.read'
export const WRITE_SOURCES = 'intakes.sources.write'
