import { Formio } from '@formio/js/form'
import { DayInput } from './day-input.ts'
import { fileTemplate } from './file-template.ts'
import { panelTemplate } from './panel-template.ts'
import './formio.css'

/**
 * Prepares the renderer once. noeval must be set before anything renders: it is what lets Form.io live without
 * `unsafe-eval` in the Content-Security-Policy. Dates are our own component because Form.io fetches its calendar from a CDN.
 */
Formio.Evaluator.noeval = true
Formio.use({
  components: { textfield: DayInput },
  templates: { bootstrap: { file: { form: fileTemplate }, panel: { form: panelTemplate(Formio.Templates.current.panel.form) } } },
})

/** Form.io's own texts by language; it brings English itself. */
const chinese = import.meta.glob<Record<string, string>>('../../../forms/locales/formio.zh-CN.json', { eager: true, import: 'default' })
export const translations: Record<string, Record<string, string>> = { 'zh-CN': Object.assign({}, ...Object.values(chinese)) }
export { Formio }
