import { defineModule } from '../../engine/module.ts'
import { enterpriseRoutes } from './enterprises/enterprises.routes.ts'
import { en } from './locales/en.ts'
import { zhCN } from './locales/zh-CN.ts'
import { migrations } from './migrations/index.ts'
import { permissions } from './permissions.ts'
import { seedDemo } from './seed/seed.ts'
import { selfReportCase } from './self-report/case-source.ts'
import { selfReportHandlers } from './self-report/handlers.ts'
import { hazardTable } from './self-report/hazard-row.ts'
import { hazardRoutes } from './self-report/hazards.routes.ts'
import { settings } from './settings.ts'
import { hazardsByArea } from './statistics/hazards-by-area.statistic.ts'

/** 安全生产事故隐患排查治理: enterprises report hazards, rectify them, townships verify, the district sums up. */
export default defineModule({
  name: 'hazard',
  permissions,
  migrations,
  tables: [{ name: hazardTable, json: ['photos_before', 'photos_after', 'extra'] }],
  locales: { 'zh-CN': zhCN, en },
  directories: { bpmn: 'bpmn', dmn: 'dmn' },
  handlers: selfReportHandlers,
  routes: (engine) => [...hazardRoutes(engine), ...enterpriseRoutes(engine)],
  settings,
  statistics: [hazardsByArea],
  cases: { 'hazard-self-report': selfReportCase },
  seed: seedDemo,
})
