import ArgumentParser
import Foundation
import Foyer

/// `foyer demo`: fills an empty store with the demo estate and three weeks of duty.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Fills an empty store with the demo estate and three weeks of duty.")

  @OptionGroup var store: StoreOptions

  func run() async throws {
    let summary = try await store.open().fillDemo()
    if store.json {
      print(
        #"{"estate": "\#(summary.estate)", "residents": \#(summary.residents), "visits": \#(summary.visits), "#
          + #""entries": \#(summary.entries)}"#)
    } else {
      print("The demo estate is ready: \(DemoConsole.sizes(summary)).")
      print(DemoConsole.signIn(estate: summary.estate, data: store.data))
    }
  }
}

/// What the console says about the demo.
enum DemoConsole {
  /// Makes the demo where there is none yet, and says in either case how to get in.
  static func prepare(_ installation: Installation, data: String) async throws {
    print(signIn(estate: try await estate(in: installation), data: data))
    fflush(nil)
  }

  private static func estate(in installation: Installation) async throws -> String {
    switch try await installation.demoState() {
    case .empty:
      print("Making the demo estate …")
      fflush(nil)
      let summary = try await installation.fillDemo()
      print("Ready: \(sizes(summary)).")
      return summary.estate
    case .demo(let estate, let days):
      if days > 0 {
        print("This demo was made \(days) day\(days == 1 ? "" : "s") ago; delete its folder for a fresh one.")
      }
      return estate
    case .occupied(let estates): throw Installation.StoreOccupied(estates: estates)
    }
  }

  static func sizes(_ summary: DemoSummary) -> String {
    "\(summary.residents) residents, \(summary.visits) visits, \(summary.entries) lines in the record"
  }

  static func signIn(estate: String, data: String) -> String {
    let roles = DemoSignIn.names.map { role, names in
      "  " + role.padding(toLength: 18, withPad: " ", startingAt: 0) + names.joined(separator: " ")
    }
    return """
      This is a demo: invented people, one password known to everyone. Keep no real data in it.
      Sign in with one of these names and the password \(DemoSignIn.password)
      (at an enrolled desk also with the PIN \(DemoSignIn.pin)):
      \(roles.joined(separator: "\n"))
      At the second estate: \(DemoSignIn.second.joined(separator: " "))
      A program's token: \(CommandLine.arguments[0]) token create --data \(data) --estate \(estate) --role attendant
      """
  }
}
