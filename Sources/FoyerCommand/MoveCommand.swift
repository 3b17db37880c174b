import ArgumentParser
import Foundation
import Foyer

/// `foyer move`: an installation from one store to another, SQLite to PostgreSQL and back.
struct MoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Moves the installation to another store, every row compared.",
    discussion: """
      A place is a data folder, an address postgres://…, or the word FOYER_DATABASE for the address in the environment. \
      Stop the desk first. The target must be empty. All or nothing: what was interrupted is begun again by the same \
      command, and until then nobody can serve the target. Afterwards nobody can serve the old store.
      """)

  @OptionGroup var store: StoreOptions
  @Option(help: "The place from which everything is moved.") var from: String?
  @Option(help: "The place to which everything is moved.") var to: String?
  @Option(help: "Uses a store again that was moved away: gives the move up.") var reopen: String?
  @Flag(help: "Moves a record too that is not as it was sealed.") var damaged = false

  func run() async throws {
    if let reopen { return try Move.reopen(StorePlace(reopen, address: store.address)) }
    guard let from, let to else { throw ValidationError("--from and --to are needed.") }
    let move = Move(
      from: try StorePlace(from, address: store.address), to: try StorePlace(to, address: store.address),
      data: store.data, isDamageTaken: damaged)
    let showing = store.json ? nil : MoveProgress()
    let made = try await move.run { table, done, all in showing?.show(table, done, all) }
    guard !store.json else { return print(try Printed.json(made)) }
    for table in made.tables { print("\(String(table.rows).padded(to: 10))  \(table.name)") }
    for problem in made.problems.prefix(20) { print(problem) }
    print("\(made.rows) rows, \(made.estates) estates, \(made.entries) entries moved to \(made.to), all compared")
    print("head \(made.head), the same as before; keys in \(made.keys)")
  }
}

/// A line on the console's error channel that is written over and over.
private struct MoveProgress: Sendable {
  func show(_ table: String, _ done: Int, _ all: Int) {
    guard done.isMultiple(of: 20_000) || done == all else { return }
    let end = done == all ? "\n" : "\r"
    FileHandle.standardError.write(Data("\(table): \(done) of \(all) rows\(end)".utf8))
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
