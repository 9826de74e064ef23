import { Model } from 'objection'

/** Rows of the organisation. Columns only; what they mean is decided elsewhere. */

export class DistrictRow extends Model {
  static override tableName = 'district'
  static override idColumn = 'code'
  declare code: string
  declare name: string
}

export class UnitRow extends Model {
  static override tableName = 'unit'
  declare id: string
  declare district: string
  declare code: string
  declare name: string
  declare shortName: string
  declare type: 'district' | 'department' | 'township' | 'village' | 'enterprise'
  declare parentId: string | null
  declare leadAt: string | null
  declare disabledAt: string | null
  declare position: number
}

export class RoleGroupRow extends Model {
  static override tableName = 'role_group'
  declare id: string
  declare district: string
  declare key: string
  declare name: string
  declare description: string
}

export class RoleRightRow extends Model {
  static override tableName = 'role_right'
  static override idColumn = ['roleGroupId', 'module']
  declare roleGroupId: string
  declare module: string
  declare level: 'view' | 'operate'
}

export class UserRow extends Model {
  static override tableName = 'app_user'
  declare id: string
  declare district: string
  declare username: string
  declare name: string
  declare phone: string | null
  declare passwordHash: string
  declare unitId: string
  declare roleGroupId: string
  declare scope: 'all' | 'department' | 'area' | 'village' | 'self'
  declare disabledAt: string | null
}

export class SessionRow extends Model {
  static override tableName = 'session'
  static override idColumn = 'idHash'
  declare idHash: string
  declare userId: string
  declare createdAt: string
  declare seenAt: string
  declare expiresAt: string
}

export class LoginRow extends Model {
  static override tableName = 'login_log'
  declare id: string
  declare username: string
  declare result: 'ok' | 'failed' | 'locked'
  declare address: string
  declare at: string
}

export class ApiTokenRow extends Model {
  static override tableName = 'api_token'
  declare id: string
  declare tokenHash: string
  declare userId: string
  declare name: string
  declare createdBy: string
  declare createdAt: string
  declare expiresAt: string
}
