/** The window that fits the step of whatever chart an expression is drawn in, by the name that Grafana gave it. */
export const INTERVAL = '$__rate_interval'

/** Two samples of a sender that tells once a minute lie in it, also when one is lost or late. */
const INTERVAL_SECONDS_MIN = 300

/**
 * The expression as it is evaluated at that step: its window is as long as the step, so that no sample between two points is
 * left out, and never shorter than five minutes. As many characters as before, so that places in the text stay true.
 */
export function withInterval(expression: string, stepSeconds: number): string {
  const window = `${Math.max(INTERVAL_SECONDS_MIN, stepSeconds)}s`.padEnd(INTERVAL.length)
  return expression.replaceAll(INTERVAL, window)
}
