/** Codes of dashboards. */
import { defineCodes } from '#kit/fault.ts'
import { DASHBOARDS_MAX } from '../domain/panel.ts'

export const dashboardCodes = defineCodes('dashboards', {
  too_many: {
    status: 409,
    retryable: false,
    title: `An installation keeps at most ${DASHBOARDS_MAX} dashboards.`,
    help: 'Delete one that nobody looks at any more.',
  },
})
