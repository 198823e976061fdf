/** What monitoring tells on the first screen, as messages; the English is the server's own. */
import type { Sentences } from '#design/navigation/sentences.ts'

export const sentences: Sentences = {
  'now.monitoring.above': /*i18n*/ '{metric} on {host} is at {percent} %',
  'now.monitoring.above.reason':
    /*i18n*/ '{minutes, plural, =0 {Above {above} %, the threshold of the standard plan} other {Above {above} % for # minutes, the threshold of the standard plan}}',
  'now.monitoring.part_above': /*i18n*/ '{metric} {part} on {host} is at {percent} %',
  'now.monitoring.part_above.reason':
    /*i18n*/ '{minutes, plural, =0 {Above {above} %, the threshold of the standard plan} other {Above {above} % for # minutes, the threshold of the standard plan}}',
  'value.metric.system.cpu.utilization': /*i18n*/ 'CPU',
  'value.metric.system.memory.utilization': /*i18n*/ 'Memory',
  'value.metric.system.filesystem.utilization': /*i18n*/ 'Disk space',
  'value.host.this_host': /*i18n*/ 'this host',
}
