import ArgumentParser
import Foundation
import Foyer

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Lists from elsewhere.", subcommands: [Residents.self])

  struct Residents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Imports residents from CSV or XLSX; a second import of the same file changes nothing.",
      discussion: """
        Encoding, header row and columns are found by themselves. Columns that the desk does not need (identity \
        numbers, household, fees, areas …) are dropped unless --keep names them. Exit 3: done, but rows were refused.
        """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file.") var file: String
    @Option(help: "The estate's id.") var estate: String
    @Flag(help: "Report what would be done and change nothing.") var dryRun = false
    @Option(help: "Columns to keep: document,household,fees,area,vehicle,emergency,sex,status.") var keep = ""

    @Option(help: "The file's encoding if it is not found by itself: utf-8, gb18030, big5, utf-16le, utf-16be.")
    var encoding = ""
    @Option(help: "The building of all rows, for lists that name none.") var building = ""

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw ValidationError("The file \(file) cannot be read.")
      }
      let environment = ProcessInfo.processInfo.environment
      let summary = try await store.open().importResidents(
        data, estate: estate, keep: keep.split(separator: ",").map(String.init), encoding: encoding,
        building: building, dryRun: dryRun,
        locale: environment["LC_ALL"] ?? environment["LANG"] ?? ""
      ) { done, all in
        FileHandle.standardError.write(Data("\r\(done) / \(all)".utf8))
        if done == all { FileHandle.standardError.write(Data("\n".utf8)) }
      }
      try show(summary)
      if !summary.refused.isEmpty { throw ExitCode(3) }
    }

    private func show(_ summary: ImportSummary) throws {
      guard !store.json else { return print(try Printed.json(summary)) }
      print(
        "imported \(summary.imported), unchanged \(summary.unchanged), refused \(summary.refused.count), "
          + "warned \(summary.warned.count)")
      for (word, lines) in [("refused", summary.refused), ("warned", summary.warned)] {
        for line in lines {
          print("\(line.sheet.map { $0 + " " } ?? "")\(line.row)\t\(word)\t\(line.kind)\t\(line.message)")
        }
      }
    }
  }
}

struct RoomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "room", abstract: "Room names.", subcommands: [Parse.self])

  struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Says which building, entrance and room a text names.")

    @Argument(help: "For example 1栋2单元1203, B座18F.") var text: String
    @Flag(help: "Answer as JSON.") var json = false
    @Option(help: .hidden) var data: String?

    func run() throws {
      let parts = RoomParts(text)
      guard !json else { return print(try Printed.json(parts)) }
      let named = [
        ("zone", parts.zone), ("building", parts.building), ("entrance", parts.entrance), ("room", parts.room),
        ("floor", parts.floor), ("kind", parts.kind), ("ambiguous", parts.ambiguous ? "true" : nil),
      ]
      for case (let name, let value?) in named { print("\(name)\t\(value)") }
    }
  }
}

struct IdentityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identity", abstract: "Numbers of identity documents.", subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Looks at a number's structure and names the kinds of finding; never whether the document is genuine.")

    @Argument(help: "\(NumberCheck.types.joined(separator: ", "))") var type: String
    @Argument var number: String
    @Flag(help: "Answer as JSON.") var json = false
    @Option(help: .hidden) var data: String?

    func run() throws {
      guard let check = NumberCheck(type: type, number: number) else {
        throw ValidationError(
          "Unknown type \(type.prefix(40)); known are \(NumberCheck.types.joined(separator: ", ")).")
      }
      if json { return print(try Printed.json(check)) }
      print(check.findings.isEmpty ? "no findings" : check.findings.joined(separator: "\n"))
    }
  }
}

enum Printed {
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
