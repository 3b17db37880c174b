import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

/// The program that answers: router, middleware in their order, address.
enum LobbyApplication {
  static func router(_ lobby: Lobby) -> RouteTable {
    let router = Router(context: LobbyContext.self, options: [.autoGenerateHeadEndpoints])
    if Bench.isWanted { Bench.tie(router) }
    router.add(middleware: SecurityHeaders(isSecure: lobby.serving.isSecure))
    router.add(middleware: RequestCounting())
    router.add(middleware: RequestReading(lobby: lobby))
    router.add(middleware: Errors(lobby: lobby))
    router.add(middleware: CallerReading(lobby: lobby))
    router.add(middleware: Errors(lobby: lobby))
    let routes = RouteTable(router: router, lobby: lobby)
    Routes.tie(routes, lobby)
    if Bench.isWanted { Bench.tie(routes) }
    router.get("/assets/**") { request, context in try lobby.assets.answer(request, context) }
    return routes
  }

  static func make(
    _ lobby: Lobby, sealer: Sealer, backups: BackupRounds? = nil, host: String, port: Int,
    onReady: @escaping @Sendable (Int) async -> Void
  ) -> some ApplicationProtocol {
    let responder = MethodOverride(inner: router(lobby).router.buildResponder())
    var application = Application(
      responder: responder,
      configuration: .init(address: .hostname(host, port: port), serverName: "Foyer"),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: lobby.logger)
    if !Bench.isUnsealed { application.addServices(Sealing(lobby: lobby, sealer: sealer)) }
    if let backups { application.addServices(backups) }
    application.addServices(
      StreamEnding(lobby: lobby), ResidentSweep(lobby: lobby), AttendanceRounds(lobby: lobby),
      DiskWatching(disk: lobby.disk, logger: lobby.logger))
    return application
  }

  /// Ends by SIGTERM or Ctrl C: requests under way are answered, streams end themselves; who does not take his answer
  /// is not waited for longer than this.
  static let patience = Duration.seconds(5)

  static func service(
    _ application: some Service, patience: Duration = patience, logger: Logger
  ) -> ServiceGroup {
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = patience
    return ServiceGroup(configuration: configuration)
  }
}

/// Ends the live streams when the program is asked to stop, so that it does not wait for them.
struct StreamEnding: Service {
  let lobby: Lobby

  func run() async throws {
    try? await gracefulShutdown()
    lobby.endAnnouncements()
  }
}

/// Every few minutes removes what may not stay: unconfirmed lists, cards of those who have moved out.
struct ResidentSweep: Service {
  let lobby: Lobby

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        // What cannot be removed now is removed the next time.
        try? await lobby.database.sweepResidents(at: lobby.clock.now())
        try await Task.sleep(for: .seconds(240))
      }
    }
  }
}
