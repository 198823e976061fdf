/** Headers that every answer carries, whatever it is. */

/** Nothing from elsewhere, nothing inline: a text that slips into a page as markup cannot run. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  // PDF documents that were fetched, in the browser's own viewer.
  'object-src blob:',
  'frame-src blob:',
  "font-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

/** One year, as https://hstspreload.org asks for; subdomains belong to somebody else. */
const HSTS = 'max-age=31536000'

export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  return isSecure(publicUrl) ? { ...headers, 'strict-transport-security': HSTS } : headers
}

/** Whether browsers reach us by https, and cookies may therefore be Secure. */
export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}
