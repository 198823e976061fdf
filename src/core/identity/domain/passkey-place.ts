/**
 * Passkeys belong to an address: the browser signs for one site and refuses another. So they work where PUBLIC_URL is what people
 * really type, a name (not a number), over https; `localhost` is the exception that browsers make for trying things out.
 */

export type PasskeyPlace =
  | { readonly fits: true; readonly rpId: string; readonly origin: string }
  | { readonly fits: false; readonly reason: PasskeyObstacle; readonly origin: string }
export type PasskeyObstacle = 'address_is_a_number' | 'not_https'

/** `publicUrl`: absolute, without a path. */
export function passkeyPlace(publicUrl: string): PasskeyPlace {
  const { hostname, origin, protocol } = new URL(publicUrl)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  if (/^[\d.]+$|^\[/.test(hostname)) return { fits: false, reason: 'address_is_a_number', origin }
  if (protocol !== 'https:' && !isLocal) return { fits: false, reason: 'not_https', origin }
  return { fits: true, rpId: hostname, origin }
}

export const obstacleWords: Readonly<Record<PasskeyObstacle, string>> = {
  address_is_a_number: 'Passkeys need an address with a name, not a number; set PUBLIC_URL to the name under which people reach Pitcrew.',
  not_https: 'Passkeys need https; put Pitcrew behind TLS and set PUBLIC_URL to the https address.',
}
