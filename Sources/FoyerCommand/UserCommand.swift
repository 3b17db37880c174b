import ArgumentParser
import Foundation
import Foyer

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "user", abstract: "Staff.", subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds a person and prints a one-time link to choose a password, good for a day.",
      discussion: "A password is never an argument: other users of the machine could read it.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The name that the person signs in with.") var name: String
    @Option(help: "A role, for example attendant, squad_leader or property_manager.") var role: String
    @Option(help: "The estate's id.") var estate: String
    @Option(help: "Where browsers reach the desk; the link begins with it (also FOYER_PUBLIC_URL).")
    var address: String?

    func run() async throws {
      let begin = try ReachOptions.address(address) ?? "http://127.0.0.1:8080"
      let made = try await store.open().addUser(name: name, role: role, estate: estate)
      let link = begin + made.path
      guard store.json else { return print(link) }
      let answer = Answer(id: made.id, code: made.code, link: link, expires_at: made.expiresAt)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(answer), as: UTF8.self))
    }

    private struct Answer: Encodable {
      let id, code, link, expires_at: String
    }
  }
}

/// What a console says about an installation in which nobody can sign in yet.
struct SetUpNotice {
  let opening: Installation.Opening

  init(_ opening: Installation.Opening) {
    self.opening = opening
  }

  func print() {
    guard let link = opening.setUpLink else { return }
    Swift.print("Nobody can sign in yet. Set this installation up, within a day and once, at:")
    Swift.print(link)
    guard let refused = opening.refusedHost else { return }
    Swift.print("Until then it answers this machine only, not \(refused). Start it again afterwards.")
  }
}
