import { DataAnalysis, Document, EditPen, Files, Finished, OfficeBuilding, Promotion, Warning } from '@element-plus/icons-vue'
import { computed, type Component } from 'vue'
import { useRoute } from 'vue-router'
import type { SessionView } from '../../../engine/identity/identity.api.ts'
import { useStartable } from '../../features/start/startable.query.ts'
import { useCounts } from '../../features/inbox/counts.query.ts'
import { useSession } from '../../features/session/session.query.ts'

export type MenuItem = { to: string; title: string; icon: Component; count?: number | string }
export type MenuGroup = { title: string; items: MenuItem[] }

const selfReport = 'hazard-self-report'

/** The menu under the names of the user's manual; what somebody may not see is not there. */
export function useMenu() {
  const { session, may } = useSession()
  const { data: startable } = useStartable()
  const { data: counts } = useCounts()

  return computed<MenuGroup[]>(() => {
    const mayReport = startable.value?.some((process) => process.key === selfReport)
    const groups: MenuGroup[] = [
      {
        title: 'menu.mywork',
        items: [
          { to: '/inbox/todo', title: 'menu.todo', icon: EditPen, count: counts.value?.todo },
          { to: '/inbox/done', title: 'menu.done', icon: Finished },
          { to: '/inbox/started', title: 'menu.started', icon: Promotion },
          { to: '/inbox/drafts', title: 'menu.drafts', icon: Files, count: counts.value?.drafts },
        ],
      },
      {
        title: 'menu.selfReport',
        items: [
          ...(mayReport ? [{ to: `/start/${selfReport}`, title: 'menu.fillIn', icon: Document }] : []),
          ...(may('hazards') ? [{ to: '/hazards', title: mayReport ? 'menu.ownHazards' : 'menu.hazards', icon: Warning }] : []),
        ],
      },
      { title: 'menu.baseInfo', items: may('enterprises') ? [enterpriseItem(session.value)] : [] },
      { title: 'menu.statistics', items: may('hazard-statistics') ? [{ to: '/figures', title: 'menu.figures', icon: DataAnalysis }] : [] },
    ]
    return groups.filter((group) => group.items.length > 0)
  })
}

/** Who supervises sees a list, an enterprise itself. */
function enterpriseItem(session: SessionView | undefined): MenuItem {
  const own = session?.unit.type === 'enterprise' ? session.unit.id : undefined
  return own
    ? { to: `/enterprises/${own}`, title: 'menu.ownEnterprise', icon: OfficeBuilding }
    : { to: '/enterprises', title: 'menu.enterprises', icon: OfficeBuilding }
}

/** Whether a place of the menu is the one that is shown: what lies below a list belongs to it. */
export function useHere() {
  const route = useRoute()
  return (to: string) => route.path === to || route.path.startsWith(`${to}/`)
}
