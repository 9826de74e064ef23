export type Level = 'view' | 'operate'

/** Who acts, with everything that access decisions need: built once per request from the session. */
export type Actor = {
  userId: string
  username: string
  name: string
  district: string
  districtName: string
  unitId: string
  unitName: string
  unitType: 'district' | 'department' | 'township' | 'village' | 'enterprise'
  /** Key of the role group; also the role that cz:assign names. */
  role: string
  /** module key -> level; operate implies view; absent means none. */
  rights: Readonly<Record<string, Level>>
  scope: 'all' | 'department' | 'area' | 'village' | 'self'
  /** Inbox groups: `user:<id>` and `<role>@<unitId>`. */
  groups: readonly string[]
}
