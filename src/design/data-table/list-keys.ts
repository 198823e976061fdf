/** Moving through a list by keyboard: J and K (or the arrows inside the list) step from row to row, Enter opens. */
import { type RefObject, useEffect } from 'react'

/** Whether keys are being typed into something, so that single letters are words and not commands. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** Whether a dialog or menu is open; page shortcuts rest meanwhile. */
export function isOverlaid(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null
}

/** Key of the row in which the focus is; undefined outside a list. */
export function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']
}

/** Rows are the elements with `data-row` inside `list`; the first focusable link or button in each takes the focus. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isOverlaid()) return
      const within = list.current?.contains(event.target as Node) ?? false
      const step =
        event.key === 'j' || (within && event.key === 'ArrowDown') ? 1 : event.key === 'k' || (within && event.key === 'ArrowUp') ? -1 : 0
      if (step === 0 || !list.current) return
      const rows = [...list.current.querySelectorAll<HTMLElement>('[data-row]')]
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]
      const target = next?.querySelector<HTMLElement>('a, button') ?? null
      if (!target) return
      event.preventDefault()
      target.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [list])
}
