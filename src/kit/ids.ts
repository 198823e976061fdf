/**
 * Ids as people and scripts see them: `<prefix>_<26 characters>`, the TypeID form (https://github.com/jetify-com/typeid/tree/main/spec)
 * of a UUIDv7. Stores hold the bare UUID; contracts speak the prefixed form.
 */

/** The one table of prefixes. A new kind of thing gets its line here. */
export const prefixes = {
  person: 'per',
  session: 'ses',
  invitation: 'inv',
  api_key: 'key',
  passkey: 'psk',
  role_grant: 'rgr',
  organisation: 'org',
  client: 'cli',
  application: 'app',
  environment: 'env',
  ingest_key: 'ing',
  scrape_target: 'scr',
  error_group: 'err',
  error_feedback: 'erb',
  error_file: 'erf',
  database: 'dbs',
  component: 'cmp',
  feature: 'fea',
  check: 'chk',
  event: 'evt',
  file: 'fil',
  task: 'tsk',
  contact: 'con',
  contact_session: 'cse',
  saved_view: 'viw',
  comment: 'com',
  link: 'lnk',
  decision: 'dec',
  decision_view: 'dvw',
  job: 'job',
  verification: 'ver',
  backup: 'bak',
  erasure: 'ers',
  consent: 'cns',
  message: 'msg',
  notification: 'ntf',
  alert: 'alr',
  alert_rule: 'rul',
  silence: 'sil',
  maintenance_window: 'win',
  duty_schedule: 'sch',
  escalation_policy: 'esc',
  duty_override: 'ovr',
  duty_swap: 'swp',
  duty_note: 'dnt',
  page: 'pag',
  channel_address: 'cha',
  channel_provider: 'chp',
  incident: 'inc',
  incident_review: 'rev',
  incident_measure: 'mea',
  incident_playbook: 'pbk',
  status_page: 'stp',
  status_post: 'pst',
  status_subscriber: 'sub',
  status_component: 'stc',
  status_update: 'stu',
  alert_source: 'als',
  source_map: 'smp',
  resource_finding: 'rfi',
  resource_audit: 'rau',
  dashboard: 'dsh',
  log_search: 'lse',
} as const

// Signs that carry no bits: the dashes of a UUID.
const SKIP = 255

/** By character code. */
function valuesOf(alphabet: string): Uint8Array {
  const values = new Uint8Array(128).fill(SKIP)
  for (let value = 0; value < alphabet.length; value++) values[alphabet.charCodeAt(value)] = value
  return values
}

export type Thing = keyof typeof prefixes

/** A prefixed id of one kind of thing. */
export type Id<T extends Thing> = `${(typeof prefixes)[T]}_${string}`

// Crockford's base32 without i, l, o, u.
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz'
const HEX = '0123456789abcdef'
const SUFFIX = /^[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** How the bits of a text are cut anew: signs of `from` into signs of `to`, with zeros put in front (or taken away) to fit. */
const toBase32 = { valueOf: valuesOf(HEX), fromBits: 4, letters: BASE32, toBits: 5, leadingBits: 2 }
const toHex = { valueOf: valuesOf(BASE32), fromBits: 5, letters: HEX, toBits: 4, leadingBits: -2 }

/** The prefixed form of a UUID in lower-case hex with dashes. Throws RangeError when `uuid` is none. */
export function toId<T extends Thing>(thing: T, uuid: string): Id<T> {
  if (!UUID.test(uuid)) throw new RangeError(`not a UUID: ${uuid}`)
  return `${prefixes[thing]}_${recode(uuid, toBase32)}`
}

/** The UUID behind a prefixed id, or undefined when the text is not an id of that thing. */
export function toUuid(thing: Thing, id: string): string | undefined {
  const prefix = `${prefixes[thing]}_`
  const suffix = id.slice(prefix.length)
  if (!id.startsWith(prefix) || !SUFFIX.test(suffix)) return undefined
  return uuidFromHex(recode(suffix, toHex))
}

/** A UUID of its 32 hexadecimal digits. */
export function uuidFromHex(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Small numbers throughout and nothing allocated but the text: this runs for every id of every answer. */
function recode(text: string, { valueOf, fromBits, letters, toBits, leadingBits }: typeof toBase32): string {
  let recoded = ''
  let held = 0
  let bits = leadingBits
  for (let at = 0; at < text.length; at++) {
    const value = valueOf[text.charCodeAt(at)] ?? SKIP
    if (value === SKIP) continue
    held = (held << fromBits) | value
    bits += fromBits
    while (bits >= toBits) {
      bits -= toBits
      recoded += letters[held >> bits]
      held &= (1 << bits) - 1
    }
  }
  return recoded
}
