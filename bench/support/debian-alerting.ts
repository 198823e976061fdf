/** Debian's Prometheus with its Alertmanager as fast as their settings go, to page beside Pitcrew. */
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startDaemon, startPrometheus } from '#test/support/debian-prometheus.ts'
import { freePort } from '#test/support/free-port.ts'
import { findDebianProgram } from '../../tools/debian.mjs'

/** Debian's program looks for its templates nowhere else. */
const TEMPLATES = '/usr/share/prometheus/alertmanager'

export interface Rule {
  readonly name: string
  /** PromQL. */
  readonly condition: string
}

export interface DebianAlerting {
  readonly writeUrl: string
  readonly pids: readonly number[]
  /** Told with each notification as it came. */
  onNotified(listener: (words: string) => void): void
  stop(): Promise<void>
}

/** Judges every second, groups by alert and host, waits for nobody. The reason in words when it cannot be had here. */
export async function startDebianAlerting(rules: readonly Rule[]): Promise<DebianAlerting | { readonly missing: string }> {
  const alertmanager = findDebianProgram('prometheus-alertmanager')
  if (alertmanager.path === undefined) return { missing: alertmanager.missing ?? 'there is no Alertmanager' }
  const link = linkTemplates(alertmanager.folder)
  if (link === undefined) return { missing: `Alertmanager needs ${TEMPLATES}, and this account may not make it` }
  const ends: (() => unknown)[] = [link]
  const stop = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end()
  }
  try {
    const hook = await notified()
    ends.push(() => hook.server.close())
    const address = `127.0.0.1:${await freePort()}`
    const folder = mkdtempSync(join(tmpdir(), 'pitcrew-alertmanager-'))
    writeFileSync(join(folder, 'alertmanager.yml'), alertmanagerSays(hook.url))
    const options = [
      `--config.file=${join(folder, 'alertmanager.yml')}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
      '--cluster.listen-address=',
    ]
    const sends = await startDaemon({ path: alertmanager.path, options, address, folder })
    ends.push(() => sends.stop())
    const ruleFolder = mkdtempSync(join(tmpdir(), 'pitcrew-rules-'))
    ends.push(() => rmSync(ruleFolder, { recursive: true, force: true }))
    writeFileSync(join(ruleFolder, 'rules.yml'), rulesSay(rules))
    const judges = await startPrometheus(prometheusSays(join(ruleFolder, 'rules.yml'), address))
    if ('missing' in judges) return await stop().then(() => judges)
    ends.push(() => judges.stop())
    return { writeUrl: judges.writeUrl, pids: [judges.pid, sends.pid], onNotified: hook.onNotified, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Makes the place where an unpacked program looks for its templates; returns what takes it away. Undefined when we may not. */
function linkTemplates(unpacked: string | undefined): (() => void) | undefined {
  if (unpacked === undefined || existsSync(TEMPLATES)) return () => undefined
  try {
    mkdirSync(dirname(TEMPLATES), { recursive: true })
    symlinkSync(join(unpacked, TEMPLATES), TEMPLATES)
    return () => rmSync(TEMPLATES)
  } catch {
    return undefined
  }
}

async function notified() {
  const listeners = new Set<(words: string) => void>()
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      for (const listener of listeners) listener(Buffer.concat(pieces).toString('utf8'))
      response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { server, url, onNotified: (listener: (words: string) => void) => void listeners.add(listener) }
}

const alertmanagerSays = (url: string): string => `
route: { receiver: hook, group_by: [alertname, host_name], group_wait: 0s, group_interval: 1s, repeat_interval: 4h }
receivers: [{ name: hook, webhook_configs: [{ url: '${url}', send_resolved: false }] }]
`

const prometheusSays = (rules: string, address: string): string => `
global: { evaluation_interval: 1s }
rule_files: ['${rules}']
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${address}'] }] }] }
`

/** A group for each: Prometheus judges the rules of a group one after the other. */
const rulesSay = (rules: readonly Rule[]): string =>
  JSON.stringify({ groups: rules.map(({ name, condition }) => ({ name, rules: [{ alert: name, expr: condition }] })) })
