import ArgumentParser
import Foundation
import Foyer

/// `foyer journal`: the sealed record, from outside the desk.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "The sealed record: verify, export, anchor.",
    subcommands: [Verify.self, Export.self, AnchorSeals.self, Key.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks every entry, the chain and its seals, in the store or in an exported file alone.",
      discussion: """
        Exit 0: everything is as it was sealed. Exit 1: something is not, and it says what. Entries after the last seal \
        wait for the next one and are counted; what was cut off after the last anchor cannot be seen.
        """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "A file made by foyer journal export; without it the store is checked.") var file: String?
    @Option(help: "A file of anchors kept elsewhere (also FOYER_ANCHORS).") var anchors: String?
    @Option(help: "The public key that the file must be signed with, in hexadecimal digits.") var key: String?

    func run() async throws {
      let verdict = try await verdict()
      if store.json {
        print(try Printed.json(verdict))
      } else {
        show(verdict)
      }
      if !verdict.ok { throw ExitCode.failure }
    }

    private func verdict() async throws -> RecordVerdict {
      guard let file else { return try await store.using { try await $0.verifyRecord(anchors: anchors) } }
      guard FileManager.default.isReadableFile(atPath: file) else {
        throw ValidationError("The file \(file) cannot be read.")
      }
      return try RecordVerdict.of(file: file, key: key, anchors: anchors, data: store.data)
    }

    private func show(_ verdict: RecordVerdict) {
      for problem in verdict.problems.prefix(50) {
        print("\(problem.kind)\t\(problem.estate ?? "-")\t\(problem.seq.map(String.init) ?? "-")\t\(problem.says)")
      }
      if verdict.problems.count > 50 { print("… and \(verdict.problems.count - 50) more problems") }
      print("\(verdict.entries) entries, \(verdict.unsealed) of them not sealed yet; \(verdict.anchors) anchors")
      print("head \(verdict.head)")
      print("key  \(verdict.publicKey)")
      print(verdict.ok ? "The record is as it was sealed." : "The record is not as it was sealed.")
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the sealed record as lines of JSON that anyone can verify (docs/journal-format.md).")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file to write.") var file: String
    @Option(help: "One estate's id; otherwise all.") var estate: String?

    func run() async throws {
      let made = try await store.using { try await $0.exportRecord(to: file, estate: estate) }
      print(
        store.json
          ? #"{"entries": \#(made.entries), "seals": \#(made.seals)}"#
          : "\(made.entries) entries under \(made.seals) seals")
    }
  }

  struct AnchorSeals: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "anchor", abstract: "Notes every estate's last seal in a file outside the database.")

    @OptionGroup var store: StoreOptions
    @Option(help: "The file to append to (also FOYER_ANCHORS); otherwise anchors.jsonl in the data folder.")
    var anchors: String?

    func run() async throws {
      let count = try await store.using { try await $0.anchorRecord(anchors: anchors) }
      print(store.json ? #"{"anchors": \#(count)}"# : "\(count) anchors")
    }
  }

  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows the public key of the record's signatures: write it down outside this machine.")

    @OptionGroup var store: StoreOptions

    func run() async throws {
      let key = try await store.using { try $0.recordKey() }
      print(store.json ? #"{"public_key": "\#(key)"}"# : key)
    }
  }
}

extension StoreOptions {
  /// For commands that write: what they have written is sealed before they end, also when they fail half-way.
  func change<T>(_ work: (Installation) async throws -> T) async throws -> T {
    try await using { installation in
      do {
        let answer = try await work(installation)
        try await installation.sealRecord()
        return answer
      } catch {
        try? await installation.sealRecord()
        throw error
      }
    }
  }

  /// Opens the store, and closes it whatever comes of the work.
  func using<T>(_ work: (Installation) async throws -> T) async throws -> T {
    let installation = try open()
    defer { try? installation.close() }
    return try await work(installation)
  }
}
