/// The table of contents: which operation of the site map is answered by whom.
enum Routes {
  static func tie(_ routes: RouteTable, _ lobby: Lobby) {
    tieSurface(routes, lobby)
    tieAccounts(routes, lobby)
    tieVisits(routes, lobby)
    tieJournal(routes, lobby)
  }

  private static func tieSurface(_ routes: RouteTable, _ lobby: Lobby) {
    let surface = SurfaceController(lobby: lobby)
    routes.on(SiteMap.health, surface.health)
    routes.on(SiteMap.ready, surface.ready)
    routes.on(SiteMap.metrics, surface.metrics)
    routes.on(SiteMap.openAPI, surface.openAPI)
    routes.on(SiteMap.preferences, surface.preferences)
    routes.on(SiteMap.live, LiveController(lobby: lobby).show)
  }

  private static func tieAccounts(_ routes: RouteTable, _ lobby: Lobby) {
    let sessions = SessionController(lobby: lobby)
    routes.on(SiteMap.newSession, sessions.new)
    routes.on(SiteMap.createSession, sessions.create)
    routes.on(SiteMap.deleteSession, sessions.delete)
  }

  private static func tieVisits(_ routes: RouteTable, _ lobby: Lobby) {
    let visits = VisitController(lobby: lobby)
    routes.on(SiteMap.desk, DeskController(lobby: lobby).show)
    routes.on(SiteMap.listVisits, visits.list)
    routes.on(SiteMap.createVisit, visits.create)
    routes.on(SiteMap.showVisit, visits.show)
    routes.on(SiteMap.createDeparture, DepartureController(lobby: lobby).create)
  }

  private static func tieJournal(_ routes: RouteTable, _ lobby: Lobby) {
    let journal = JournalController(lobby: lobby)
    let notes = NoteController(lobby: lobby)
    routes.on(SiteMap.listJournal, journal.list)
    routes.on(SiteMap.showTrail, journal.trail)
    routes.on(SiteMap.createNote, notes.create)
    routes.on(SiteMap.createCorrection, notes.correct)
  }
}
