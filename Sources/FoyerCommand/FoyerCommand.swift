import ArgumentParser
import Foundation
import Foyer

@main
struct FoyerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "foyer", abstract: "The lobby desk of a residential estate.",
    subcommands: [
      Serve.self,
      EstateCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
      TokenCommand.self,
      CrowdCommand.self,
      DemoCommand.self,
      DoctorCommand.self,
      UserCommand.self,
      IdentityCommand.self,
      ImportCommand.self,
      JournalCommand.self,
      MoveCommand.self,
      RoomCommand.self,
    ])

  /// Wrong usage exits with 2, as the stable surface promises, and not with the argument parser's own 64.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      Foundation.exit(2)
    }
  }
}

/// Options that every command takes.
struct StoreOptions: ParsableArguments {
  @Option(help: "The data folder (also FOYER_DATA).")
  var data = ProcessInfo.processInfo.environment["FOYER_DATA"] ?? "./data"

  @Option(help: "postgres://… instead of a file in the data folder; several hosts allowed (also FOYER_DATABASE).")
  var database: String?

  @Flag(help: "Answer as JSON.")
  var json = false

  var address: String? { database ?? ProcessInfo.processInfo.environment["FOYER_DATABASE"] }

  func open(toServe: Bool = false) throws -> Installation {
    try Installation.open(data: data, database: address, toServe: toServe)
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Runs the desk.")

  @OptionGroup var store: StoreOptions
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port; 0 takes a free one.") var port = 8080
  @OptionGroup var reach: ReachOptions
  @Option(help: "A file outside the database for the record's anchors (also FOYER_ANCHORS).") var anchors: String?
  @OptionGroup var backups: BackupOptions
  @Option(help: "Megabytes kept back on the disk, given up when it fills; 0: none (also FOYER_BALLAST).")
  var ballast: Int?
  @Flag(help: "Opens the demo estate; an empty store is filled with it first.") var demo = false

  func run() async throws {
    let (serving, plan) = (try reach.serving(), try backups.plan())
    Memory.keepLittle()
    if demo { try await prepareDemo() }
    let installation = try store.open(toServe: true)
    let megabytes = ballast ?? ProcessInfo.processInfo.environment["FOYER_BALLAST"].flatMap(Int.init) ?? 64
    try await installation.serve(
      host: host, port: port, serving: serving, anchors: anchors,
      ballast: store.address == nil ? max(0, min(megabytes, 1 << 20)) : nil, backups: plan
    ) { opening in
      print("Foyer answers at \(opening.address)/")
      ReachNotice(opening, serving).print()
      SetUpNotice(opening).print()
      fflush(nil)
      Memory.giveBack()
    }
  }

  /// With a store of its own: what filling the demo leaves in caches is given back before the desk opens.
  private func prepareDemo() async throws {
    let installation = try store.open(toServe: true)
    try await DemoConsole.prepare(installation, data: store.data)
    try installation.close()
    Memory.giveBack()
  }
}

struct EstateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estate", abstract: "Estates.", subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes an estate with one lobby post and 100 passes.")

    @OptionGroup var store: StoreOptions
    @Argument var name: String
    @Option(help: "guard_post or butler_desk.") var profile = "guard_post"
    @Option(help: "An IANA time zone.") var timeZone = "Asia/Shanghai"

    func run() async throws {
      let id = try await store.change { installation in
        try await installation.addEstate(name: name, profile: profile, timeZone: timeZone)
      }
      print(store.json ? #"{"id": "\#(id)"}"# : id)
    }
  }
}

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "token", abstract: "Tokens.", subcommands: [Create.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes a bearer token and prints it, once.")

    @OptionGroup var store: StoreOptions
    @Option(help: "The estate's id.") var estate: String
    @Option(help: "A role, for example attendant or program.") var role: String
    @Option(help: "What a program may, for example visits.write; may be repeated.") var scope: [String] = []

    func run() async throws {
      let token = try await store.change { try await $0.createToken(estate: estate, role: role, scopes: scope) }
      print(store.json ? #"{"token": "\#(token)"}"# : token)
    }
  }
}
