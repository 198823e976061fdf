/** How a tool of each kind is told to send here: what is copied into it. Not translated, because tools are not. */
import type { Kind } from '../domain/words.ts'

/** `origin` is the address of this installation, such as `https://pitcrew.example`. */
export function configurationOf(kind: Kind, { origin, secret }: { readonly origin: string; readonly secret: string }): string {
  const { protocol, host } = new URL(origin)
  const scheme = protocol.slice(0, -1)
  if (kind === 'alertmanager')
    return `# prometheus.yml
alerting:
  alertmanagers:
    - scheme: ${scheme}
      path_prefix: /alertmanager
      authorization:
        credentials: ${secret}
      static_configs:
        - targets: ['${host}${host.includes(':') ? '' : scheme === 'https' ? ':443' : ':80'}']

# amtool
amtool --alertmanager.url=${scheme}://amtool:${secret}@${host}/alertmanager alert query`
  if (kind === 'pagerduty')
    return `# Address of the Events API v2
${origin}/pagerduty/v2/enqueue
# Integration key (routing_key)
${secret}`
  return `${origin}/api/pitcrew/v1/alert-intake/${secret}`
}
