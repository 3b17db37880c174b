/// What is there without any duty: health, description, files, preferences.
extension SiteMap {
  static let health = Operation(
    id: "getHealth", method: .get, path: "/health", access: .open, summary: "The program is alive", answer: "Health",
    only: "application/json")
  static let ready = Operation(
    id: "getReadiness", method: .get, path: "/ready", access: .open, summary: "Storage answers", answer: "Health",
    only: "application/json", alsoAnswers: [503])
  static let metrics = Operation(
    id: "getMetrics", method: .get, path: "/metrics", access: .here,
    summary: "Figures as Prometheus text; to this machine, or to a token",
    only: "text/plain")
  static let openAPI = Operation(
    id: "getOpenAPI", method: .get, path: "/openapi.json", access: .open, summary: "This description",
    answer: "OpenAPI", only: "application/json")
  static let preferences = Operation(
    id: "setPreferences", method: .post, path: "/preferences", access: .open,
    summary: "Language, theme and size of this browser", body: "Preferences", answer: "Health")
  static let live = Operation(
    id: "getLive", method: .get, path: "/live", access: .signedIn,
    summary: "Server-sent events: what changed, by ids", only: "text/event-stream")

  static let surface = [health, ready, metrics, openAPI, preferences, live]
}
