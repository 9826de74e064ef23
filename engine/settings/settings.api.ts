import { z } from 'zod'

/** Contract of /api/settings. `PUT /api/settings/:key` takes If-Match with the ETag of what was shown. */
export const settingParams = z.object({ key: z.string().min(1).max(80) })
export const putSettingBody = z.strictObject({ value: z.unknown() })

export type SettingView = {
  key: string
  title: string
  value: unknown
  default: unknown
  from: 'district' | 'base' | 'default'
  version: number
  changedAt: string | null
  /** JSON schema of the value, for a form. */
  schema: unknown
}
