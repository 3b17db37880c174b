import ArgumentParser
import Foundation
import Foyer

/// For bin/bench: fills a store with invented residents. Hidden, for nobody needs it at a desk.
struct CrowdCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crowd", abstract: "Fills estates with invented residents, for measuring.", shouldDisplay: false)

  @OptionGroup var store: StoreOptions
  @Option var residents = 1_000_000
  @Option var estates = 200

  func run() async throws {
    let ids = try await store.change { installation in
      try await installation.addCrowd(residents: residents, estates: estates) { done in
        FileHandle.standardError.write(Data("\r\(done)".utf8))
      }
    }
    FileHandle.standardError.write(Data("\n".utf8))
    print(ids.joined(separator: "\n"))
  }
}
