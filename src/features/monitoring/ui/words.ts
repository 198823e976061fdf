/** Names of metrics and series in the reader's language; a metric that is not ours keeps the server's title. */
import { i18n } from '@lingui/core'

export function metricTitle(metric: string, title: string): string {
  const titles: Readonly<Record<string, string>> = {
    'system.cpu.utilization': i18n.t('CPU'),
    'system.memory.utilization': i18n.t('Memory'),
    'system.filesystem.utilization': i18n.t('Disk space'),
    'system.network.io.rate': i18n.t('Network'),
    'system.disk.io.rate': i18n.t('Disk traffic'),
    'system.cpu.load_average.1m': i18n.t('Load'),
    'http.server.request.duration': i18n.t('Response time'),
    'http.server.request.rate': i18n.t('Requests'),
    'http.server.error.rate': i18n.t('Failed requests'),
    'process.cpu.utilization': i18n.t('CPU of Pitcrew'),
    'process.memory.usage': i18n.t('Memory of Pitcrew'),
  }
  return titles[metric] ?? title
}

/** What tells a series from the others of its metric; the host is the same for all of ours. */
export function seriesName(labels: Readonly<Record<string, string>>, title: string): string {
  const { 'host.name': host, quantile, ...rest } = labels
  const words: Readonly<Record<string, string>> = {
    receive: i18n.t('in'),
    transmit: i18n.t('out'),
    read: i18n.t('read'),
    write: i18n.t('written'),
    server: i18n.t('server'),
  }
  const named = Object.values(rest).map((value) => words[value] ?? value)
  if (quantile) named.unshift(`p${Math.round(Number(quantile) * 100)}`)
  return named.join(' · ') || host || title
}
