// Shows push messages when no console is open, and answers from their buttons. A file of its own, because a browser runs it alone;
// it keeps nothing and takes no requests of the console.
self.addEventListener('push', (event) => {
  const message = event.data ? event.data.json() : null
  if (message) event.waitUntil(show(message, message.body))
})

self.addEventListener('notificationclick', (event) => {
  const { message } = event.notification.data
  const chosen = message.answers.find((one) => one.answer === event.action)
  event.notification.close()
  event.waitUntil(chosen ? answer(message, chosen) : self.clients.openWindow(message.url))
})

function show(message, body) {
  const actions = message.answers.slice(0, 2).map((one) => ({ action: one.answer, title: one.label }))
  const isUrgent = message.severity === 'critical' || message.severity === 'major'
  const options = { body, tag: message.id, renotify: true, requireInteraction: isUrgent, icon: '/mark.svg', data: { message }, actions }
  return self.registration.showNotification(message.title, options)
}

// An answer that did not arrive must not look like one: the message comes back with what went wrong.
async function answer(message, { url }) {
  try {
    const taken = await fetch(url, { method: 'POST' })
    if (!taken.ok) await show(message, 'HTTP ' + taken.status + '\n' + message.body)
  } catch (unreachable) {
    await show(message, String(unreachable) + '\n' + message.body)
  }
}
