/** Subscribing this browser to push messages. */
import { i18n } from '@lingui/core'

/** The service worker that shows them; it takes no requests of the console. */
const WORKER = '/push.js'

/** What the server needs to reach this browser. Rejects with words for people when the browser cannot or may not. */
export async function subscribeHere(pushKey: string): Promise<Record<string, unknown>> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) throw new Error(i18n.t('This browser takes no push messages.'))
  if ((await Notification.requestPermission()) !== 'granted')
    throw new Error(i18n.t('This browser may not show notifications; allow it in its settings.'))
  await navigator.serviceWorker.register(WORKER)
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey })
  const { endpoint, keys } = subscription.toJSON()
  return { endpoint, keys }
}
