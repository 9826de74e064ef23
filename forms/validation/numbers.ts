/** Settings such as maxLength come as number or as text from the designer; anything else means "not set". */
export function numberOf(setting: unknown): number | undefined {
  if (typeof setting === 'number') return Number.isFinite(setting) ? setting : undefined
  if (typeof setting !== 'string' || setting.trim() === '') return undefined
  const value = Number(setting)
  return Number.isFinite(value) ? value : undefined
}
