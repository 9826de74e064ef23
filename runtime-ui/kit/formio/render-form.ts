import { checkNamedRules } from '../../../forms/components/named-rules/component.ts'
import type { FieldError } from '../api/api-error.ts'
import { today } from '../format.ts'
import { Formio, translations } from './load.ts'

export type FormOptions = {
  definition: { title: string; components: unknown[] }
  /** The definition's components as this task shows them: prepareComponents. */
  components: Record<string, unknown>[]
  data: Record<string, unknown>
  readOnly: boolean
  language: string
  /** Texts of our own templates inside the form. */
  texts: Record<string, string>
  fileService: object
  onChange(): void
  /** +1 when an upload begins, -1 when it ends. */
  onUpload(step: 1 | -1): void
}

export type RenderedForm = Awaited<ReturnType<typeof renderForm>>

/** Renders a form into an element, and keeps what Form.io can do behind the few things that a page needs. */
export async function renderForm(host: HTMLElement, options: FormOptions) {
  const { definition, components, language, texts } = options
  const form = await Formio.createForm(
    host,
    { ...definition, display: 'form', components },
    {
      language,
      i18n: { ...translations, [language]: { ...translations[language], ...texts }, language },
      noAlerts: true,
      readOnly: options.readOnly,
      fileService: options.fileService,
    },
  )
  form.nosubmit = true
  await form.setSubmission({ data: plain(options.data) })
  form.on('change', (_change: unknown, _flags: unknown, modified: unknown) => modified === true && options.onChange())
  form.on('fileUploadingStart', () => options.onUpload(1))
  form.on('fileUploadingEnd', () => options.onUpload(-1))

  return {
    data: (): Record<string, unknown> => plain(form.submission.data),

    /**
     * What is wrong, in the order of the fields: Form.io's own checks, and the form's named rules with the server's sentences.
     * @param outside values that the page adds, e.g. the outcome that a button stands for
     */
    check(outside: Record<string, unknown>): FieldError[] {
      form.checkValidity(form.submission.data, true, form.submission.data)
      const own: FieldError[] = form.errors.map((error: { message: string; path?: string; component?: { key: string } }) => ({
        path: error.path ?? error.component?.key ?? '',
        message: error.message,
      }))
      const facts = {
        today: today(),
        language: options.language === 'en' ? ('en' as const) : ('zh-CN' as const),
        isShown: (path: string) => form.getComponent(path)?.visible ?? true,
      }
      const named = checkNamedRules(definition, { ...form.submission.data, ...outside }, facts).filter(({ path }) => !own.some((error) => error.path === path))
      const order: string[] = []
      form.everyComponent((component: { path: string }) => void order.push(component.path))
      return [...own, ...named].sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
    },

    /** Fields that are hidden, closed or not there are left alone. */
    fill(values: Record<string, unknown>): void {
      for (const [path, value] of Object.entries(values)) {
        const field = form.getComponent(path)
        if (field?.visible && !field.disabled) field.setValue(plain(value), { modified: true })
      }
    },

    /** Shows errors at their fields. */
    mark(errors: readonly FieldError[]): void {
      for (const { path, message } of errors) form.getComponent(path)?.setCustomValidity([{ level: 'error', message, path }], true, true)
    },

    focus: (path: string): void => form.getComponent(path)?.focus(),

    /** What is filled in stays. */
    setLanguage(code: string, own: Record<string, string>): void {
      options.language = code
      form.i18next.setLanguages({ [code]: own })
      form.language = code
    },

    destroy: (): void => form.destroy(true),
  }
}

/** A copy that shares nothing: Form.io writes into what it is given, and a page's data is reactive. */
function plain(value: unknown) {
  return JSON.parse(JSON.stringify(value))
}
