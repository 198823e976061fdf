/** What clients of Alertmanager, such as amtool, list and silence. */
import { describe, expect, test } from 'vitest'
import { HOUR_MS, instant, toIso } from '#kit/time.ts'
import { expireSilence, keyedPlace, postSilence } from './actions/silences.ts'
import { listAlertGroups, listAlerts, listSilences, readSilence } from './queries/alertmanager.ts'
import { after, anAlert, aSource, listed, ofOtherClient, platform, refused, sendEvent, sendPrometheus, told } from './testing-world.ts'

const all = { active: 'true', silenced: 'true', inhibited: 'true' } as const
const ask = async (secret: string) => ({ platform, place: await keyedPlace(platform, secret) })

const aSilence = (matchers: readonly object[], more: object = {}) => {
  const now = platform.clock.now()
  const times = { startsAt: toIso(now), endsAt: toIso(instant(now + HOUR_MS)) }
  return Buffer.from(JSON.stringify({ matchers, createdBy: 'ada', comment: 'The queue is being moved', ...times, ...more }))
}
const matcher = (name: string, value: string, more: object = {}) => ({ name, value, isRegex: false, isEqual: true, ...more })

describe('the alerts of an environment', () => {
  test('are listed whosever they are, with what holds them back, and by matchers', async () => {
    const [{ secret }, other] = [await aSource('alertmanager'), await aSource('pagerduty')]
    await sendPrometheus(secret, [anAlert()])
    await sendEvent(other.secret, { event_action: 'trigger', dedup_key: 'x', payload: { summary: 'Backup failed', severity: 'info' } })
    const here = await ask(secret)
    const [first, second] = (await listAlerts(here, all)).toSorted((a, b) =>
      (a.labels['alertname'] ?? '') < (b.labels['alertname'] ?? '') ? -1 : 1,
    )
    expect(first).toMatchObject({ labels: { alertname: 'Our pagerduty', severity: 'notify' }, annotations: { summary: 'Backup failed' } })
    expect(first?.status).toMatchObject({ state: 'suppressed', inhibitedBy: [second?.fingerprint] })
    expect(second).toMatchObject({ labels: { alertname: 'QueueIsLong', instance: 'q-1' }, status: { state: 'active' } })
    const names = async (filter: string | string[]) => (await listAlerts(here, { ...all, filter })).map(({ labels }) => labels['alertname'])
    expect(await names('alertname=~"Queue.*"')).toEqual(['QueueIsLong'])
    expect(await names(['alertname!="QueueIsLong"', 'severity="notify"'])).toEqual(['Our pagerduty'])
    expect(await names('instance!~"q-.+"')).toEqual(['Our pagerduty'])
    await expect(names('not a matcher')).rejects.toEqual(refused('common.invalid_request'))
    expect((await listAlertGroups(here, all)).map(({ labels, alerts }) => [labels['alertname'], alerts.length])).toEqual(
      expect.arrayContaining([
        ['Our pagerduty', 1],
        ['QueueIsLong', 1],
      ]),
    )
  })
})

describe('a silence of amtool', () => {
  test('holds what its expression fits until it is expired, and then it is raised', async () => {
    const { secret } = await aSource('alertmanager')
    const id = await postSilence(
      platform,
      secret,
      aSilence([matcher('instance', 'q-[0-9]+|w-.*', { isRegex: true }), matcher('alertname', 'QueueIsLong')]),
    )
    await sendPrometheus(secret, [anAlert()])
    expect(await listed()).toMatchObject([{ pages: false, pageReason: 'silenced' }])
    const here = await ask(secret)
    expect(await listAlerts(here, all)).toMatchObject([{ status: { state: 'suppressed', silencedBy: [id] } }])
    expect(await readSilence(here, id)).toMatchObject({
      createdBy: 'ada',
      status: { state: 'active' },
      matchers: [matcher('instance', 'q-[0-9]+|w-.*', { isRegex: true }), matcher('alertname', 'QueueIsLong')],
    })
    await expireSilence(platform, secret, id)
    await after(0)
    expect((await told('alert.raised')).length).toBe(1)
    expect((await listSilences(here, undefined)).find((silence) => silence.id === id)?.status).toEqual({ state: 'expired' })
  })

  test('that does not fit holds nothing', async () => {
    const { secret } = await aSource('alertmanager')
    await postSilence(platform, secret, aSilence([matcher('instance', 'q', { isRegex: true })]))
    await postSilence(platform, secret, aSilence([matcher('instance', 'q-.*', { isRegex: true, isEqual: false })]))
    await sendPrometheus(secret, [anAlert()])
    expect(await listed()).toMatchObject([{ pages: true }])
  })

  test('is replaced by one that says its id', async () => {
    const { secret } = await aSource('alertmanager')
    const id = await postSilence(platform, secret, aSilence([matcher('instance', 'q-1')]))
    const next = await postSilence(platform, secret, aSilence([matcher('instance', 'q-2')], { id }))
    const states = new Map((await listSilences(await ask(secret), undefined)).map((silence) => [silence.id, silence.status.state]))
    expect([states.get(id), states.get(next)]).toEqual(['expired', 'active'])
  })

  test('is refused when its expression is none, or says nothing of why and until when', async () => {
    const { secret } = await aSource('alertmanager')
    const bad = [
      aSilence([matcher('instance', '(', { isRegex: true })]),
      aSilence([]),
      aSilence([matcher('instance', 'q-1')], { comment: '' }),
      aSilence([matcher('instance', 'q-1')], { endsAt: 'soon' }),
      aSilence([{ name: 7 }]),
      Buffer.from('[]'),
    ]
    for (const one of bad) await expect(postSilence(platform, secret, one)).rejects.toEqual(refused('common.invalid_request'))
  })

  test('is nothing to a key of another environment', async () => {
    const other = await ofOtherClient()
    const [mine, theirs] = [await aSource('alertmanager'), await aSource('alertmanager', other.environment)]
    const id = await postSilence(platform, mine.secret, aSilence([matcher('instance', 'q-1')]))
    expect(await listSilences(await ask(theirs.secret), undefined)).toEqual([])
    await expect(expireSilence(platform, theirs.secret, id)).rejects.toEqual(refused('common.not_found'))
    await sendPrometheus(theirs.secret, [anAlert()])
    expect(await listed('', other.application)).toMatchObject([{ pages: true }])
    await expect(keyedPlace(platform, 'pca_nothing')).rejects.toEqual(refused('common.unauthenticated'))
  })
})
