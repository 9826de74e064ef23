import { z } from 'zod'
import { pageQuery, shortListQuery, type Page } from '../http/paging.ts'

/** Contract of /api/session, /api/units, /api/districts. */
export const loginBody = z.strictObject({ username: z.string().min(1).max(60), password: z.string().min(1).max(200) })

export type SessionView = {
  id: string
  username: string
  name: string
  unit: { id: string; name: string; type: string }
  district: { code: string; name: string }
  role: string
  permissions: Record<string, 'view' | 'operate'>
  /** True on installations with demo data: the UI shows the 演示数据 banner. */
  demo: boolean
}

export type UnitView = { id: string; code: string; name: string; type: string; parentId: string | null; lead: boolean; enabled: boolean }
export const listUnitsQuery = shortListQuery.extend({
  type: z.enum(['district', 'department', 'township', 'village']).optional(),
  parent: z.string().max(40).optional(),
})

/** Contract of /api/users and /api/roles: what an administrator of the district sees. */
export const listUsersQuery = pageQuery.extend({ unit: z.string().max(40).optional(), q: z.string().max(60).optional() })
export type UserView = {
  id: string
  username: string
  name: string
  unit: { id: string; name: string }
  role: { key: string; name: string }
  scope: string
  enabled: boolean
}
export type RoleView = { id: string; key: string; name: string; description: string; rights: Record<string, 'view' | 'operate'> }
/** `permissions`: the rows of the role matrix. */
export type RolesView = Page<RoleView> & { permissions: { key: string; title: string }[] }
export type DistrictView = { code: string; name: string }

/** Contract of /api/tokens: what programs authenticate with (`Authorization: Bearer <token>`). The token itself is in the answer of its creation only. */
export const createTokenBody = z.strictObject({
  name: z.string().min(1).max(100),
  username: z.string().min(1).max(60),
  expiresInDays: z.number().int().min(1).max(366).default(90),
})
export const tokenParams = z.object({ id: z.string().max(40) })
export type TokenView = { id: string; name: string; username: string; createdAt: string; expiresAt: string }
