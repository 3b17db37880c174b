import Foundation
import Spreadsheets

/// Why nothing of a file can be read, as the code of a text (`import.problem.<code>`).
struct ImportTrouble: Error, Equatable, Sendable {
  let code: String
  var arguments: [String: String] = [:]

  init(_ error: any Error) {
    switch error {
    case let problem as ImportProblem:
      code = String(problem.messageKey.dropFirst("import.problem.".count))
    case let error as SpreadsheetError:
      (code, arguments) = Self.words(for: error)
    default:
      code = "damaged"
      arguments = ["part": "-"]
    }
  }

  private static func words(for error: SpreadsheetError) -> (String, [String: String]) {
    switch error {
    case .empty: ("empty", [:])
    case .undecodable: ("undecodable", [:])
    case .unclosedQuote(let row): ("unclosed_quote", ["row": String(row)])
    case .encrypted: ("encrypted", [:])
    case .legacyExcel: ("legacy_excel", [:])
    case .webPage: ("web_page", [:])
    case .notAWorkbook: ("not_a_workbook", [:])
    case .damaged(let part): ("damaged", ["part": part])
    case .tooLarge: ("too_large", [:])
    }
  }
}

extension KeptColumns {
  /// By the name of its field: `document`, `household`, `fees`, `area`, `vehicle`, `emergency`, `sex`, `status`.
  init?(named name: String) {
    let all: [KeptColumns] = [.documents, .household, .fees, .area, .vehicles, .emergency, .sex, .status]
    guard let column = all.first(where: { $0.fields.first?.rawValue == name }) else { return nil }
    self = column
  }
}
