/** What a browser says of itself, in the few words that people know it by. */

/** In this order: browsers also name those that they descend from, and Android names Linux. */
const BROWSERS = ['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari'] as const
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'Linux'] as const
const NAMES: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' }

/** A browser and a system, as far as its own description tells; null: neither is known. */
export function deviceName(userAgent: string): string | null {
  const named = [BROWSERS, SYSTEMS].map((names) => names.find((name) => userAgent.includes(name)))
  const known = named.filter((name) => name !== undefined)
  return known.length === 0 ? null : known.map((name) => NAMES[name] ?? name).join(' · ')
}
