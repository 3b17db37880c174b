import Database
import Foundation
import HTTPTypes
import Hummingbird
import Pages

/// An error as RFC 9457 tells it, in the caller's language.
struct Problem: Encodable, Sendable {
  struct Entry: Encodable, Sendable {
    let field: String
    let code: String
    let message: String
    let clause: String?
  }

  let type: String
  let title: String
  let status: Int
  let detail: String
  let errors: [Entry]

  /// The one mapping from what went wrong to what is said.
  init(_ error: LobbyError, language: Language, phrasebook: Phrasebook) {
    let (status, code): (Int, String) =
      switch error {
      case .signInRequired: (401, "sign_in_required")
      case .forbidden: (403, "forbidden")
      case .forged: (403, "forged")
      case .notFound: (404, "not_found")
      case .invalid: (422, "invalid")
      case .conflict(let code, _): (409, code)
      case .tooMany: (429, "too_many")
      case .malformed: (400, "malformed")
      case .tooLarge: (413, "too_large")
      case .unsupportedMediaType: (415, "unsupported_media_type")
      case .unavailable: (503, "unavailable")
      case .diskFull: (503, "disk_full")
      case .outcomeUnknown: (503, "outcome_unknown")
      case .methodNotAllowed: (405, "method_not_allowed")
      }
    self.status = status
    type = "/problems/\(code)"
    title = phrasebook.text("problem.\(code).title", language)
    detail = phrasebook.text("problem.\(code).detail", language)
    errors = Self.entries(of: error, language: language, phrasebook: phrasebook)
  }

  private static func entries(of error: LobbyError, language: Language, phrasebook: Phrasebook) -> [Entry] {
    switch error {
    case .invalid(let fields): fields.messages(in: language, phrasebook: phrasebook)
    case .conflict(let code, let clause?):
      [Entry(field: "", code: code, message: phrasebook.text("problem.\(code).detail", language), clause: clause)]
    default: []
    }
  }
}

extension FieldErrors {
  /// The entries in words. A field's own wording (`error.visitor.name.required`) goes before the rule's.
  func messages(in language: Language, phrasebook: Phrasebook) -> [Problem.Entry] {
    entries.map { entry in
      let own = "error.\(entry.field).\(entry.code)"
      let key = phrasebook.has(own) ? own : "error.\(entry.code)"
      return Problem.Entry(
        field: entry.field, code: entry.code, message: phrasebook.text(key, language, entry.arguments),
        clause: entry.clause)
    }
  }
}

extension LobbyError {
  /// What another layer threw, as one of ours; nil for a fault of the program.
  init?(_ error: any Error) {
    switch error {
    case let error as LobbyError: self = error
    case let errors as FieldErrors: self = .invalid(errors)
    case is Form.Malformed: self = .malformed
    case let error as DatabaseError:
      switch error {
      case .conflict: self = .conflict(code: "conflict")
      case .unavailable: self = .unavailable
      case .full: self = .diskFull
      case .invalidText: self = .malformed
      case .unknownOutcome: self = .outcomeUnknown
      default: return nil
      }
    case let error as any HTTPResponseError:
      switch error.status.code {
      case 404: self = .notFound
      case 405: self = .methodNotAllowed([])
      case 413: self = .tooLarge
      case 400..<500: self = .malformed
      default: return nil
      }
    default: return nil
    }
  }
}
