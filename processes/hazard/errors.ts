import { defineErrors } from '../../engine/module.ts'

/** What this domain refuses; the sentences are in locales/. */
export const hazardError = defineErrors({
  'hazard.unknown': 404,
  'hazard.invalid': 400,
  'hazard.filter_invalid': 400,
  'hazard.proposal_unusable': 422,
  'enterprise.unknown': 404,
  'enterprise.not_active': 409,
  'area.unknown': 404,
})
