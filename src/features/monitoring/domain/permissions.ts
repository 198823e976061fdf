/** Lets its holder see what is measured of applications, now and over time. */
export const READ_FIGURES = 'monitoring.figures.read'
