/** What a check of each kind is before anybody says more. */
import { HTTP_METHODS, DNS_TYPES, type HttpSettings, type Settings } from './settings.ts'
import type { CheckKind } from './words.ts'

const DAYS_MIN = 7

/** Answers with a status of success and a certificate that lasts another week. */
export function answersAt(url: string): HttpSettings {
  return {
    kind: 'http',
    url,
    method: HTTP_METHODS[0],
    headers: [],
    body: '',
    followRedirects: true,
    statusFrom: 200,
    statusTo: 299,
    slowerThanMs: null,
    expectHeader: null,
    expectText: null,
    expectJson: null,
    certificateDaysMin: DAYS_MIN,
    authority: null,
  }
}

const FRESH: { readonly [K in CheckKind]: Extract<Settings, { kind: K }> } = {
  http: answersAt(''),
  tcp: { kind: 'tcp', host: '', port: 443 },
  dns: { kind: 'dns', name: '', type: DNS_TYPES[0], expected: [], server: null },
  tls: { kind: 'tls', host: '', port: 443, certificateDaysMin: 14, names: [], authority: null },
  ping: { kind: 'ping', host: '' },
  heartbeat: { kind: 'heartbeat', everySeconds: 3_600, graceSeconds: 300, runSecondsMax: null },
  sql: { kind: 'sql', host: '', port: 5_432, database: '', user: '', encrypted: true, statement: 'select 1', expected: null },
}

/** To be filled in. */
export const freshSettings = (kind: CheckKind): Settings => FRESH[kind]
