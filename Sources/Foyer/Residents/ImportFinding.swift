import Foundation
import Spreadsheets

/// What is said about a row: why it was refused, or what to look at although it was imported.
struct ImportFinding: Hashable, Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case roomMissing = "room_missing"
    case roomUnreadable = "room_unreadable"
    case roomAmbiguous = "room_ambiguous"
    case roomContradictsBuilding = "room_contradicts_building"
    case roomIsADate = "room_is_a_date"
    case roomIsScientific = "room_is_a_number_in_scientific_notation"
    case nameMissing = "name_missing"
    case nameUnreadable = "name_unreadable"
    case phoneIsScientific = "phone_is_a_number_in_scientific_notation"
    case documentIsScientific = "document_is_a_number_in_scientific_notation"

    case severalPhones = "several_phones"
    case phoneUnreadable = "phone_unreadable"
    case phoneZeroRestored = "phone_zero_restored"
    case idNumbersDamaged = "id_numbers_damaged"
    case exponentRoomSuspected = "exponent_room_suspected"
    case roomDateSuspected = "room_date_suspected"
    case duplicateRow = "duplicate_row"
    case relationUnknown = "relation_unknown"
    case dateUnreadable = "date_unreadable"
    case datesReversed = "dates_reversed"
    case nameCharactersLost = "name_characters_lost"
    case nameRadicalsReplaced = "name_radicals_replaced"

    var isRefusal: Bool {
      switch self {
      case .roomMissing, .roomUnreadable, .roomAmbiguous, .roomContradictsBuilding, .roomIsADate, .roomIsScientific,
        .nameMissing, .nameUnreadable, .phoneIsScientific, .documentIsScientific:
        true
      default: false
      }
    }
  }

  let kind: Kind
  /// The sheet's name, empty in CSV.
  let sheet: String
  /// As a spreadsheet program numbers it.
  let row: Int
  let field: ResidentField?
  /// For the text: `value`, and what the kind needs beside it (`count`, `first`).
  let arguments: [String: String]

  /// `import.refused.room_is_a_date`, `import.warned.several_phones`.
  var messageKey: String { "import.\(kind.isRefusal ? "refused" : "warned").\(kind.rawValue)" }
}

/// Why nothing of a file can be imported.
enum ImportProblem: Error, Hashable, Sendable {
  /// No row of any sheet speaks of at least two known fields.
  case headerMissing
  /// No header either, because the whole text was decoded wrongly before.
  case garbled(Mojibake)
  case roomColumnMissing
  case nameColumnMissing

  var messageKey: String {
    switch self {
    case .headerMissing: "import.problem.header_missing"
    case .garbled(.utf8ReadAsGBK): "import.problem.garbled_utf8_as_gbk"
    case .garbled(.gbkReadAsLatin1): "import.problem.garbled_gbk_as_latin1"
    case .garbled(.gbkReadAsUTF8): "import.problem.garbled_gbk_as_utf8"
    case .roomColumnMissing: "import.problem.room_column_missing"
    case .nameColumnMissing: "import.problem.name_column_missing"
    }
  }
}
