import type { Module } from '../../engine/module.ts'

/** Rows of the role matrix that this domain adds, named as the menus of the user's manual. */
export const permissions: NonNullable<Module['permissions']> = [
  { key: 'enterprises', title: { 'zh-CN': '企业基本信息', en: 'Enterprise information' } },
  { key: 'hazards', title: { 'zh-CN': '自查上报管理', en: 'Self-reported hazards' } },
  { key: 'hazard-analysis', title: { 'zh-CN': '记录分析', en: 'Report analysis' } },
  { key: 'hazard-statistics', title: { 'zh-CN': '自查统计', en: 'Self-report statistics' } },
]
