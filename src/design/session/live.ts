/** What arrives without asking: the shell owns the one stream of this browser and hands it on here by topic. */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'

export type LiveState = 'connecting' | 'open' | 'lost'

export interface LiveSource {
  /** Calls the listener with the data of every message of the topic; returns the function that ends it. */
  subscribe(topic: string, listener: (data: unknown) => void): () => void
  readonly state: () => LiveState
  watchState(listener: () => void): () => void
}

const silent: LiveSource = { subscribe: () => () => undefined, state: () => 'open', watchState: () => () => undefined }
const LiveContext = createContext<LiveSource>(silent)
export const LiveProvider = LiveContext.Provider

/** Follows a topic while the component is shown. */
export function useLive(topic: string, listener: (data: unknown) => void): void {
  const source = useContext(LiveContext)
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => source.subscribe(topic, (data) => latest.current(data)), [source, topic])
}

export function useLiveState(): LiveState {
  const source = useContext(LiveContext)
  return useSyncExternalStore(source.watchState, source.state)
}
