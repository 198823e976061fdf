/** Addresses of traces. */
import { oneOf, screen, text } from '#design/navigation/screen.ts'

export const RANGES = ['15m', '1h', '6h', '24h'] as const
export type Range = (typeof RANGES)[number]

/** What the address of an application's page carries while its traces are looked at. */
export const tracesScreen = screen('/applications/$application', (raw) => ({
  environment: text(raw['environment']),
  /** Only traces in which it took part. */
  service: text(raw['service']),
  range: oneOf(raw['range'], RANGES),
}))

export const traceScreen = screen('/traces/$environment/$trace', (raw) => ({
  /** The span that is looked at. */
  span: text(raw['span']),
}))
