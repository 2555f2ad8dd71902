import type { Problem, Template } from '../../../electron/model.ts'
import type { SettingsState } from '../../shared/settings.svelte.ts'

/** A template being written: a new one, or the place of the one that is changed. */
type Edit = { at: number | null; name: string; text: string }

/** What is wrong with a template that is to be kept. */
export type TemplateFault = 'name-missing' | 'name-taken' | 'text-missing'

/** The templates in Settings: one at a time is written or changed, and the last one that was deleted can be had back. */
export class TemplateEditor {
  edit = $state<Edit | null>(null)
  fault = $state<TemplateFault | null>(null)
  problem = $state.raw<Problem | null>(null)
  deleted = $state.raw<{ at: number; template: Template } | null>(null)

  constructor(private readonly settings: SettingsState) {}

  get all(): readonly Template[] {
    return this.settings.current?.templates ?? []
  }

  /** Opens the form: for this template, or with null for a new one. */
  begin(at: number | null): void {
    const { name = '', text = '' } = (at === null ? null : this.all[at]) ?? {}
    this.edit = { at, name, text }
    this.fault = null
  }

  cancel(): void {
    this.edit = null
    this.fault = null
  }

  /** True when it is kept; otherwise the form stays, with what is wrong in `fault` or `problem`. */
  async keep(): Promise<boolean> {
    const { edit } = this
    if (!edit) return false
    const template = { name: edit.name.trim().replace(/^=\s*/u, ''), text: edit.text.trim() }
    this.fault = this.#faultOf(template, edit.at)
    if (this.fault) return false
    const { all } = this
    const isKept = await this.#write(
      edit.at === null ? [...all, template] : all.map((one, index) => (index === edit.at ? template : one)),
    )
    if (isKept) this.edit = null
    return isKept
  }

  async remove(at: number): Promise<void> {
    const template = this.all[at]
    if (!template) return
    if (await this.#write(this.all.filter((_, index) => index !== at))) this.deleted = { at, template }
  }

  /** Puts the one that was deleted back in its place. */
  async restore(): Promise<void> {
    if (!this.deleted) return
    const { at, template } = this.deleted
    if (await this.#write(this.all.toSpliced(at, 0, template))) this.deleted = null
  }

  async #write(templates: Template[]): Promise<boolean> {
    this.problem = await this.settings.change({ templates })
    if (!this.problem) this.deleted = null
    return this.problem === null
  }

  #faultOf({ name, text }: Template, at: number | null): TemplateFault | null {
    if (name === '') return 'name-missing'
    if (text === '') return 'text-missing'
    const isSame = (one: Template) => one.name.toLocaleLowerCase() === name.toLocaleLowerCase()
    return this.all.some((one, index) => index !== at && isSame(one)) ? 'name-taken' : null
  }
}
