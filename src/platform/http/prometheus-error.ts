/** Faults as Prometheus's HTTP API tells them (https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview). */
import { common, type Fault } from '#kit/fault.ts'

const TYPES: Readonly<Record<number, string>> = {
  400: 'bad_data',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  422: 'execution',
  503: 'unavailable',
}

/** With our own code and the places that are wrong besides, which clients of Prometheus pass over. */
export function prometheusError(fault: Fault): object {
  const { code, status } = fault.code
  const errors = fault.fields.length > 0 ? { errors: fault.fields } : {}
  return { status: 'error', errorType: typeOf(fault) ?? TYPES[status] ?? 'internal', error: fault.publicMessage, code, ...errors }
}

/** What the status alone does not tell. */
function typeOf({ code }: Fault): string | undefined {
  if (code === common.too_slow || code.code.endsWith('.timed_out')) return 'timeout'
  return code.code.endsWith('.canceled') ? 'canceled' : undefined
}
