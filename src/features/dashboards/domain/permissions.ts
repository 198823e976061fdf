/** What its holders may do with dashboards; what is measured is read with promql's own permission. */
export const READ_DASHBOARDS = 'dashboards.dashboards.read'
export const WRITE_DASHBOARDS = 'dashboards.dashboards.write'
export const READ_SERIES = 'promql.series.read'
