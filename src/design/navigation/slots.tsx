/**
 * Places that a page leaves to other parts: a page of the catalog shows figures without knowing who measures. The shell hands
 * in who fills what; an empty slot draws nothing.
 */
import { type ComponentType, createContext, type LazyExoticComponent, type Ref, Suspense, useContext } from 'react'
import type { Marker } from '../time-chart/series.ts'
import { Skeleton } from '../skeleton/skeleton.tsx'

/** What the box for a comment asks of whoever takes its files. */
export interface CommentFilesHandle {
  /** Files that were pasted or dropped. */
  add(files: readonly File[]): void
  /** Before a comment goes out to the client: whoever reads it sees the files that it names. */
  show(text: string): Promise<void>
}

/** What of a list its address carries. */
export interface ListView {
  readonly filter: string
  readonly sort: string
  /** Ids of the columns; empty for the usual ones. */
  readonly columns: readonly string[]
}

/** Where an overview looks: both by their prefixed ids. */
export interface Overview {
  readonly applicationId: string
  readonly environmentId: string
}

/** A stretch of charts of an environment, by RFC 3339, and who draws marks on them. */
export interface MarksAsked extends Overview {
  readonly from: string
  readonly to: string
  readonly onMarks: (marks: readonly Marker[]) => void
}

/** By prefixed id of the component, the gravest of what is wrong with it; those that are well are left out. */
export type ComponentsHealth = ReadonlyMap<
  string,
  { readonly severity: 'critical' | 'major' | 'minor' | 'notify'; readonly alerts: number }
>

export interface Slots {
  /** What of an environment stands on the overview of its application, a card each; who has nothing to say draws nothing. */
  readonly 'overview.figures': Overview
  readonly 'overview.incidents': Overview
  readonly 'overview.alerts': Overview
  readonly 'overview.windows': Overview
  readonly 'overview.checks': Overview
  readonly 'overview.pages': Overview
  readonly 'overview.errors': Overview
  readonly 'overview.queries': Overview
  readonly 'overview.activity': Overview
  /** How the components of an application are, told to whoever draws them; it shows nothing itself. */
  readonly 'components.health': { readonly applicationId: string; readonly onHealth: (health: ComponentsHealth) => void }
  /** What happened while charts were drawn, told to whoever draws them; they show nothing themselves. */
  readonly 'marks.windows': MarksAsked
  readonly 'marks.incidents': MarksAsked
  /** Who uses an application, and what of it. */
  readonly 'application.activity': { readonly applicationId: string }
  /** How an application is measured, as charts. */
  readonly 'application.figures': { readonly applicationId: string }
  /** What arrives of an application, and who sends it. */
  readonly 'application.intake': { readonly applicationId: string }
  /** What is fetched for an application, among what arrives of it. */
  readonly 'intake.scraping': { readonly applicationId: string }
  /** Which environment telemetry belongs to that comes with a key of an application or a client, by its prefixed id. */
  readonly 'intake.mapping': { readonly owner: string }
  /** Who sends with keys of a client itself. */
  readonly 'client.intake': { readonly client: string }
  /** Whether an application answers, looked at from outside. */
  readonly 'application.checks': { readonly applicationId: string }
  /** What was done for requests of an application, step by step. */
  readonly 'application.traces': { readonly applicationId: string }
  /** The way to a trace from something that names it: the environment by its prefixed id, the trace by its hexadecimal digits. */
  readonly 'trace.link': { readonly environmentId: string; readonly traceId: string; readonly words: string }
  /** The watched databases of an application. */
  readonly 'application.databases': { readonly applicationId: string }
  /** How much of its hosts and databases an application uses, and what is found about that. */
  readonly 'application.resources': { readonly applicationId: string }
  /** Incidents of an application. */
  readonly 'application.incidents': { readonly applicationId: string }
  /** When work on an application is expected, and when nothing of it is released. */
  readonly 'application.windows': { readonly applicationId: string }
  /** What fires in an application, and by which rules. */
  readonly 'application.alerts': { readonly applicationId: string }
  /** Which other tools send their alerts to an application, among its alerts. */
  readonly 'alerts.sources': { readonly applicationId: string }
  /** What whoever is woken by an alert asks first: its course, the last release, the runbook. */
  readonly 'alert.known': { readonly alertId: string }
  /** What another tool says of an alert that it sent; nothing for alerts of own rules. */
  readonly 'alert.origin': { readonly alertId: string }
  /** How the pages of an application load in real browsers. */
  readonly 'application.pages': { readonly applicationId: string }
  /** What failed in an application, by kind. */
  readonly 'application.errors': { readonly applicationId: string }
  /** The status pages that show an application. */
  readonly 'application.status_pages': { readonly applicationId: string }
  /** What the programs of an application wrote to their logs. */
  readonly 'application.logs': { readonly applicationId: string }
  /** What is held about a person or contact, by its prefixed id: to be exported or erased. */
  readonly 'human.privacy': { readonly id: string }
  /** The contacts of a client, by its prefixed id. */
  readonly 'client.contacts': { readonly client: string }
  /** What happened to a thing, by its prefixed id. */
  readonly 'thing.timeline': { readonly record: string }
  /** Where one comments on a record, by its prefixed id; what was said stands in its timeline. */
  readonly 'thing.comments': { readonly record: string }
  /** One comment inside a timeline: the record and the comment, by their prefixed ids. */
  readonly 'timeline.comment': { readonly record: string; readonly comment: string }
  /** One file inside a timeline: the record and the file, by their prefixed ids. */
  readonly 'timeline.attachment': { readonly record: string; readonly attachment: string }
  /** Files in the box for a comment on a record, which then name them. */
  readonly 'comment.files': {
    readonly record: string
    /** Of the comment as it stands: whom a file that is added now is for. */
    readonly audience: 'internal' | 'client'
    readonly handle: Ref<CommentFilesHandle>
    /** Markdown that names a file which is there now. */
    readonly onText: (markdown: string) => void
    /** Whether files are on their way, which the text cannot name yet. */
    readonly onBusy: (busy: boolean) => void
  }
  /** Who hears of what happens to a record, by its prefixed id. */
  readonly 'thing.watchers': { readonly record: string }
  /** Cards of the records that a record is linked with, by its prefixed id. */
  readonly 'thing.links': { readonly record: string }
  /** Files of a record, by its prefixed id. */
  readonly 'thing.files': { readonly record: string }
  /** The saved views of a list of records, by the kind that it lists. */
  readonly 'list.views': { readonly kind: string; readonly shown: ListView; readonly onChoose: (view: ListView) => void }
  /** The support plan of a client or application, by its prefixed id. */
  readonly 'thing.plan': { readonly id: string }
  /** What hangs on a person, by their prefixed id; a card of their page. */
  readonly 'person.held': { readonly person: string }
  /** The same in a sentence, before they are deactivated. */
  readonly 'person.leaving': { readonly person: string; readonly name: string }
  /** The bell at the foot of the rail. */
  readonly 'frame.bell': Record<never, never>
  /** What rings over whatever is open, until somebody answers. */
  readonly 'frame.rings': Record<never, never>
  /** By what one is reached on duty; a page of the profile. */
  readonly 'profile.reached': Record<never, never>
  /** The moving figures of this installation on the first screen. */
  readonly 'now.strip': Record<never, never>
}

export type SlotFills = { readonly [K in keyof Slots]?: LazyExoticComponent<ComponentType<Slots[K]>> }

const SlotContext = createContext<SlotFills>({})
export const SlotProvider = SlotContext.Provider

/** Whether somebody fills the slot; for tabs and titles around it. */
export function useFilled(name: keyof Slots): boolean {
  return useFillings()(name)
}

/** The same for several slots. */
export function useFillings(): (name: keyof Slots) => boolean {
  const fills = useContext(SlotContext)
  return (name) => fills[name] !== undefined
}

export interface SlotProps<K extends keyof Slots> {
  readonly name: K
  readonly given: Slots[K]
  /** Nothing holds its place while it is fetched: it stands over the page, not in it. */
  readonly floats?: boolean
}

export function Slot<K extends keyof Slots>({ name, given, floats = false }: SlotProps<K>) {
  const Fill = useContext(SlotContext)[name] as ComponentType<Slots[K]> | undefined
  if (!Fill) return null
  return (
    <Suspense fallback={floats ? null : <Skeleton height={96} />}>
      <Fill {...given} />
    </Suspense>
  )
}
