import { Formio } from '@formio/js/form'
import { today } from '../format.ts'

const TextField = Formio.Components.components.textfield

/**
 * The text field, with `inputType: "date"` taken at its word: the browser's own date field, value `YYYY-MM-DD`.
 * Form.io's calendar would be fetched from a CDN, and is hard to use without a mouse.
 */
export class DayInput extends TextField {
  declare component: { inputType?: string; validate?: { czRules?: { rule: string }[] } }

  get inputInfo() {
    const info = super.inputInfo
    if (this.component.inputType === 'date') {
      info.attr.type = 'date'
      delete info.attr.placeholder
      if (this.component.validate?.czRules?.some(({ rule }) => rule === 'notAfterToday')) info.attr.max = today()
    }
    return info
  }
}
