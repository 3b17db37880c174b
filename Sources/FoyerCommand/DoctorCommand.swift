import ArgumentParser
import Foundation
import Foyer

/// `foyer doctor`: checks the installation and says what to mend. Exit 1 when something is broken.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks the installation and says what to mend.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var reach: ReachOptions

  func run() async throws {
    let findings = await Doctor(data: store.data, database: store.address, serving: try reach.serving()).examine()
    let isWell = !findings.contains { $0.state == .broken }
    if store.json {
      print(try Self.json(findings, isWell: isWell))
    } else {
      for finding in findings { print(Self.line(finding)) }
      print(isWell ? "Nothing is broken." : "Something is broken; see above.")
    }
    if !isWell { throw ExitCode.failure }
  }

  private static func line(_ finding: Doctor.Finding) -> String {
    let mark = ["fine": "  ok ", "warning": "  !  ", "broken": "  XX "][finding.state.rawValue] ?? ""
    let line = mark + finding.check.padding(toLength: 15, withPad: " ", startingAt: 0) + finding.says
    return finding.mend.map { line + "\n" + String(repeating: " ", count: 20) + "→ " + $0 } ?? line
  }

  private struct Report: Encodable {
    struct Check: Encodable {
      let check, state, says: String
      let mend: String?
    }

    let ok: Bool
    let checks: [Check]
  }

  private static func json(_ findings: [Doctor.Finding], isWell: Bool) throws -> String {
    let checks = findings.map {
      Report.Check(check: $0.check, state: $0.state.rawValue, says: $0.says, mend: $0.mend)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Report(ok: isWell, checks: checks)), as: UTF8.self)
  }
}
