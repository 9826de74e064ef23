import type { Module } from '../module.ts'

/** The engine's own rows of the role matrix. Keys are stable forever; modules add theirs in module.ts. */
export const enginePermissions: NonNullable<Module['permissions']> = [
  { key: 'units', title: { 'zh-CN': '部门管理', en: 'Units' } },
  { key: 'roles', title: { 'zh-CN': '角色管理', en: 'Roles' } },
  { key: 'users', title: { 'zh-CN': '部门用户', en: 'Users' } },
  { key: 'districts', title: { 'zh-CN': '区县', en: 'Districts' } },
  { key: 'settings', title: { 'zh-CN': '系统设置', en: 'Settings' } },
  { key: 'calendars', title: { 'zh-CN': '字典与日历', en: 'Dictionaries and calendars' } },
  { key: 'audit', title: { 'zh-CN': '日志', en: 'Audit' } },
  { key: 'operations', title: { 'zh-CN': '运维', en: 'Operations' } },
]
