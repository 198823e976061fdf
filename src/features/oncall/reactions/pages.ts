/** From alerts, incidents and answers of channels to pages. */
import { alertOpened, alertRaised, alertRecovered } from '#events/alerting.ts'
import { channelAnswered } from '#events/channels.ts'
import { incidentDeclared, incidentMoved, incidentSeverityChanged } from '#events/incidents.ts'
import type { SealedEvent } from '#kit/event.ts'
import type { Reaction } from '#platform/module.ts'
import type { Tx } from '#platform/work.ts'
import { hearChannel } from '../actions/hear-channel.ts'
import { hearAlert, hearIncident } from '../actions/hear-what-pages.ts'
import { endAbout } from '../actions/open-page.ts'
import type { Paging } from '../actions/paging.ts'

/** One cursor for all of them: an incident is looked at after the alert that it was declared from. */
export function pagesReaction(paging: Paging): Reaction {
  return {
    name: 'oncall.pages',
    on: [alertOpened, alertRaised, alertRecovered, incidentDeclared, incidentSeverityChanged, incidentMoved, channelAnswered],
    react: (event, tx) => REACTIONS[event.kind]?.(paging, event, tx) ?? Promise.resolve(),
  }
}

type React = (paging: Paging, event: SealedEvent, tx: Tx) => Promise<void>

const OVER = new Set(['resolved', 'closed'])

const REACTIONS: Readonly<Record<string, React>> = {
  [alertOpened.kind]: hearAlert,
  [alertRaised.kind]: hearAlert,
  [alertRecovered.kind]: (paging, { record, at }, tx) => endAbout(paging, tx, { kind: 'alert', id: record.id, reason: 'recovered', at }),
  [incidentDeclared.kind]: hearIncident,
  [incidentSeverityChanged.kind]: hearIncident,
  [incidentMoved.kind]: async (paging, { record, at, particulars }, tx) => {
    if (OVER.has(String(particulars['to'])))
      await endAbout(paging, tx, { kind: 'incident', id: record.id, reason: 'incident_resolved', at })
  },
  [channelAnswered.kind]: (paging, event, tx) => hearChannel(paging, tx, event),
}
