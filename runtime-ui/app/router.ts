import type { QueryClient } from '@tanstack/vue-query'
import { createRouter, createWebHistory, type Router } from 'vue-router'
import { sessionQuery } from '../features/session/session.query.ts'
import { ApiError } from '../kit/api/api-error.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name, for the window title. */
    title?: string
    /** Key of the right without which there is nothing to see. */
    permission?: string
    /** Shown without a session. */
    anonymous?: boolean
    /** The page has an action bar at the bottom of a phone: the tab bar stays away. */
    focused?: boolean
  }
}

export function createAppRouter(queryClient: QueryClient): Router {
  const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
      { path: '/login', component: () => import('./pages/LoginPage.vue'), meta: { title: 'session.login', anonymous: true } },
      {
        path: '/',
        component: () => import('./shell/AppShell.vue'),
        children: [
          { path: '', redirect: '/inbox/todo' },
          { path: 'inbox/:box(todo|done|started|drafts)', component: () => import('../features/inbox/InboxPage.vue'), meta: { title: 'menu.mywork' } },
          { path: 'start', component: () => import('../features/start/StartListPage.vue'), meta: { title: 'menu.start' } },
          { path: 'start/:key', component: () => import('../features/start/StartPage.vue'), meta: { title: 'menu.start', focused: true } },
          { path: 'drafts/:id', component: () => import('../features/start/DraftPage.vue'), meta: { title: 'menu.drafts', focused: true } },
          { path: 'tasks/:id', component: () => import('../features/task/TaskPage.vue'), meta: { title: 'task.title', focused: true } },
          { path: 'instances/:id', component: () => import('../features/task/InstancePage.vue'), meta: { title: 'instance.title' } },
          { path: 'hazards', component: () => import('../features/hazards/HazardListPage.vue'), meta: { title: 'menu.hazards', permission: 'hazards' } },
          { path: 'hazards/:id', component: () => import('../features/hazards/HazardPage.vue'), meta: { title: 'hazard.title', permission: 'hazards' } },
          {
            path: 'enterprises',
            component: () => import('../features/enterprises/EnterpriseListPage.vue'),
            meta: { title: 'menu.enterprises', permission: 'enterprises' },
          },
          {
            path: 'enterprises/:id',
            component: () => import('../features/enterprises/EnterprisePage.vue'),
            meta: { title: 'enterprise.title', permission: 'enterprises' },
          },
          { path: 'figures', component: () => import('../features/figures/FiguresPage.vue'), meta: { title: 'menu.figures', permission: 'hazard-statistics' } },
          { path: ':path(.*)*', component: () => import('./pages/NotFoundPage.vue'), meta: { title: 'pages.notFound' } },
        ],
      },
    ],
  })

  router.beforeEach(async (to) => {
    if (to.meta.anonymous) return true
    try {
      await queryClient.ensureQueryData(sessionQuery)
      return true
    } catch (error) {
      // Any other failure is shown by the shell, with a retry: the server may be restarting.
      return error instanceof ApiError && error.status === 401 ? { path: '/login', query: { to: to.fullPath } } : true
    }
  })
  return router
}
