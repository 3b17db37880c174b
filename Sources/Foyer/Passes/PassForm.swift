import Foundation
import Pages

/// New numbers for a rack, as they were typed.
struct PassRangeForm {
  let form: Form

  func validated() throws -> (range: PassRange, post: String?) {
    var reader = FieldReader(form)
    let prefix = prefix(&reader)
    let from = reader.int("from", in: 1...99_999, required: true)
    let to = reader.int("to", in: 1...99_999, required: true)
    let post = reader.text("post", limit: 36)
    try reader.errors.check()
    guard let from, let to else { throw FieldErrors("from", "required") }
    guard from <= to else { throw FieldErrors("to", "before_first", clause: "C-3") }
    guard to - from < PassRange.most else {
      throw FieldErrors("to", "too_many", ["most": String(PassRange.most)], clause: "C-3")
    }
    return (PassRange(prefix: prefix, from: from, to: to), post)
  }

  /// Up to four Latin letters, so that a scanner and a keyboard can type them.
  private func prefix(_ reader: inout FieldReader) -> String {
    guard let text = reader.text("prefix", limit: 8) else { return "" }
    let prefix = text.precomposedStringWithCompatibilityMapping.uppercased().filter { $0 != "-" }
    guard prefix.count <= 4, prefix.allSatisfy({ ("A"..."Z").contains($0) }) else {
      reader.errors.add("prefix", "letters", clause: "C-3")
      return ""
    }
    return prefix
  }
}

/// What a guard found on the rack: ticked numbers, and others written by hand.
struct PassCountForm {
  let form: Form

  func validated() throws -> (numbers: [PassNumber], post: String?) {
    var reader = FieldReader(form)
    let ticked = reader.texts("numbers", limit: 20, most: 5000)
    let written = (reader.text("others", limit: 1000) ?? "").split { " ,，、;；\n\t\r".contains($0) }.map(String.init)
    let post = reader.text("post", limit: 36)
    let numbers = (ticked + written).map { ($0, PassNumber($0)) }
    if numbers.contains(where: { $0.1 == nil }) { reader.errors.add("others", "pass_number", clause: "C-3") }
    try reader.errors.check()
    return (numbers.compactMap(\.1), post)
  }
}

extension FieldReader {
  /// Why a pass is voided.
  mutating func voidReason() -> Pass.VoidReason? {
    choice("reason", as: Pass.VoidReason.self, required: true, clause: "C-3")
  }
}
