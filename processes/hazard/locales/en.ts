/** Sentences by error code, with {placeholders} from the error's data. */
export const en: Record<string, string> = {
  'hazard.unknown': 'This hazard does not exist, or is outside what you may see.',
  'hazard.invalid': 'The hazard is not filled in correctly: {path}.',
  'hazard.filter_invalid': 'The filter {field} does not accept the value {value}.',
  'hazard.proposal_unusable': 'The decision of this district gives no usable level or number of days: {reason}',
  'enterprise.unknown': 'This enterprise does not exist, or is outside what you may see.',
  'enterprise.not_active': 'The enterprise {name} is not active and cannot report hazards.',
  'area.unknown': 'This area does not exist, or is outside what you may see.',
}
