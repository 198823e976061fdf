/** How each kind is looked at. A new kind is a line here, its settings, and its words. */
import type { SettingsOf } from '../../domain/settings.ts'
import type { CheckKind } from '../../domain/words.ts'
import type { Look } from '../../domain/look.ts'
import type { Asking } from './asking.ts'

type Looks = { readonly [K in CheckKind]: () => Promise<(asking: Asking<SettingsOf<K>>) => Promise<Look>> }

/** Read when a check of the kind is looked at for the first time: a start does not wait for them. */
export const looks: Looks = {
  http: async () => (await import('./http.ts')).lookHttp,
  tcp: async () => (await import('./tcp.ts')).lookTcp,
  dns: async () => (await import('./dns.ts')).lookDns,
  tls: async () => (await import('./tls.ts')).lookTls,
  ping: async () => (await import('./ping.ts')).lookPing,
  heartbeat: async () => (await import('./heartbeat.ts')).lookHeartbeat,
  sql: async () => (await import('./sql.ts')).lookSql,
}
