/** Logger and metrics for tests. PITCREW_TEST_LOG=debug shows what the program says. */
import { openLogger } from '#platform/logger/open.ts'
import type { Logger } from '#platform/logger.ts'
import { openMetrics } from '#platform/metrics.ts'

const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined, child: () => silent }

const level = process.env['PITCREW_TEST_LOG']

export const testLogger: Logger =
  level === 'debug' || level === 'info' || level === 'warn' || level === 'error' ? openLogger(level, { pretty: true }) : silent

/** A registry of its own, so that what a test counts is its own. */
export const testMetrics = openMetrics
