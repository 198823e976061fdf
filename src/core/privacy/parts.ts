/** All parts that keep something of people or for a time; the composition hands them over once all modules are made. */
import type { Module, PersonalData, Retention } from '#platform/module.ts'

export interface PersonalPart {
  readonly name: string
  readonly personal: PersonalData
}

export class Parts {
  #modules: readonly Module[] = []

  declare(modules: readonly Module[]): void {
    this.#modules = modules
  }

  /** In the order of the modules. */
  get personal(): readonly PersonalPart[] {
    return this.#modules.flatMap(({ name, personal }) => (personal ? [{ name, personal }] : []))
  }

  get retention(): readonly Retention[] {
    return this.#modules.flatMap(({ retention }) => retention ?? [])
  }
}
